import { Ajv, type ValidateFunction } from 'ajv';
import { shared } from './shared.ts';

/** A request as a server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** JSON as sent; absent or not JSON for other bodies. */
  readonly body?: string | undefined;
}

export interface RequestJudge {
  /** The operation that a request belongs to, as `METHOD /template`; undefined when there is none. */
  operationOf(request: SeenRequest): string | undefined;
  /** What the vendor's document has against a request. */
  complaints(request: SeenRequest): string[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly $ref?: string;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly $ref?: string;
    readonly content?: Readonly<Record<string, unknown>>;
  };
}

const METHODS = new Set(['get', 'post', 'put', 'delete', 'patch']);

/** Compares requests with an OpenAPI document of ../shared: path, method, query names and JSON body. */
export function judgeRequests(document: {
  /** Below ../shared. */
  readonly file: readonly string[];
  /** What the document's server adds in front of its paths. */
  readonly prefix?: string | undefined;
}): RequestJudge {
  const { file, prefix = '' } = document;
  const name = file.join('/');
  const api = shared.json<{
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }>(...file);
  const at = (pointer: string): unknown =>
    pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], api);
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
  ajv.addSchema(api, name);

  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => ({
        key: `${method.toUpperCase()} ${prefix}${path}`,
        method: method.toUpperCase(),
        pattern: patternOf(prefix + path),
        // A literal segment is nearer than a parameter.
        parameters: path.split('{').length,
        pointer: ['paths', path, method],
        operation: operation as Operation,
        query: [
          ...((operation as Operation).parameters ?? []),
          ...((methods['parameters'] as readonly Parameter[] | undefined) ?? []),
        ]
          .map((parameter) => (parameter.$ref ? (at(parameter.$ref) as Parameter) : parameter))
          .filter((parameter) => parameter.in === 'query'),
      })),
  );
  operations.sort((a, b) => a.parameters - b.parameters);

  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (found: (typeof operations)[number]): ValidateFunction | undefined => {
    const known = validators.get(found.key);
    if (known) return known;
    const { requestBody } = found.operation;
    const place = requestBody?.$ref?.split('/').slice(1) ?? [...found.pointer, 'requestBody'];
    const body = requestBody?.$ref ? (at(requestBody.$ref) as typeof requestBody) : requestBody;
    if (!body?.content?.['application/json']) return undefined;
    const segments = [...place, 'content', 'application/json', 'schema'];
    const pointer = segments.map((segment) =>
      encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const made = ajv.compile({ $ref: `${name}#/${pointer.join('/')}` });
    validators.set(found.key, made);
    return made;
  };

  const find = ({ method, path }: SeenRequest) =>
    operations.find((candidate) => candidate.method === method && candidate.pattern.test(path));

  return {
    operationOf: (request) => find(request)?.key,
    complaints(request) {
      const found = find(request);
      if (!found) return [`${request.method} ${request.path} is not documented`];
      const asked = new Set(new URLSearchParams(request.query).keys());
      const known = new Set(found.query.map((parameter) => parameter.name));
      const validate = request.body?.match(/^[[{"\d]/) ? validatorOf(found) : undefined;
      const bodyFits = !validate || validate(JSON.parse(request.body ?? 'null'));
      return [
        ...[...asked].filter((one) => !known.has(one)).map((one) => `unknown query ${one}`),
        ...found.query
          .filter((parameter) => parameter.required && !asked.has(parameter.name))
          .map((parameter) => `missing query ${parameter.name}`),
        ...(bodyFits ? [] : [ajv.errorsText(validate?.errors, { dataVar: 'body' })]),
      ].map((complaint) => `${found.key}: ${complaint}`);
    },
  };
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
