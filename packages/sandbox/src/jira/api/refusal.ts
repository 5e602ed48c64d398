/**
 * A request that is not carried out. Each API puts the same refusal into its own shape of error
 * (facts § 2), so that the domain need not know through which door a call came.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly messages: readonly string[];
  /** By field id. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(
    status: number,
    messages: string | readonly string[],
    fields: Readonly<Record<string, string>> = {},
  ) {
    const list = typeof messages === 'string' ? [messages] : messages;
    super([...list, ...Object.values(fields)].join(' '));
    this.status = status;
    this.messages = list;
    this.fields = fields;
  }
}

/** A refusal whose answer has a shape of its own. */
export class RawRefusal extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`answered ${response.status}`);
    this.response = response;
  }
}

/**
 * What the vendor would let pass and the sandbox does not, because no document names it: a
 * client that relies on it would break one day, and a test should say so today.
 */
export class StrictRefusal extends Error {}

export function badRequest(message: string): Refusal {
  return new Refusal(400, message);
}

export function invalidField(field: string, message: string): Refusal {
  return new Refusal(400, [], { [field]: message });
}

export function notFound(message: string): Refusal {
  return new Refusal(404, message);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, message);
}
