/** Milliseconds, both inclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** No span holds every time; no time is in no span. */
export function within(span: Span | undefined, time: number | null): boolean {
  return span === undefined || (time !== null && time >= span.from && time <= span.to);
}
