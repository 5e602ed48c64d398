export type RouteId = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;

/**
 * What sending a request a second time does.
 *
 * - `read`: nothing.
 * - `repeatable`: nothing more than the first time, for the reason that the table gives.
 * - `ambiguous`: it would be done twice. Such a write needs a probe: the compiler asks for it.
 */
export type RouteKind = 'read' | 'repeatable' | 'ambiguous';

export interface RouteFacts {
  /** Documented steady rate of this endpoint and method, requests a second. Absent: the method's default. */
  readonly perSecond?: number;
  /** The path parameter that names the issue whose own write limit this counts against. */
  readonly issue?: string;
  /** It makes issues, which counts as a write to each. */
  readonly makesIssues?: boolean;
  /** Which price an object in the answer has: identity objects cost two points, others one. */
  readonly identity?: boolean;
}

export interface Route<Answer, Kind extends RouteKind = RouteKind> extends RouteFacts {
  readonly kind: Kind;
  /** Why it may be repeated. */
  readonly why?: string;
  /** Never set: carries the answer's type. */
  readonly answer?: Answer;
}

export const read = <Answer>(facts: RouteFacts = {}): Route<Answer, 'read'> => ({
  kind: 'read',
  ...facts,
});

export const repeatable = <Answer = void>(
  why: string,
  facts: RouteFacts = {},
): Route<Answer, 'repeatable'> => ({ kind: 'repeatable', why, ...facts });

export const ambiguous = <Answer>(facts: RouteFacts = {}): Route<Answer, 'ambiguous'> => ({
  kind: 'ambiguous',
  ...facts,
});

/** The names in braces of a path template. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;
