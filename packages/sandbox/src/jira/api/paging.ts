import { json } from './answer.ts';
import { type Call, wholeNumber } from './call.ts';

/** `startAt/maxResults/total/isLast/values`, as most platform lists come. */
export function platformPage(
  call: Call,
  items: readonly unknown[],
  options: { readonly maximum: number; readonly beside?: Readonly<Record<string, unknown>> },
): Response {
  const startAt = Math.max(0, wholeNumber(call, 'startAt', 0));
  const asked = wholeNumber(call, 'maxResults', options.maximum);
  const maxResults = Math.min(options.maximum, Math.max(0, asked));
  const values = items.slice(startAt, startAt + maxResults);
  return json({
    self: selfOf(call),
    startAt,
    maxResults,
    total: items.length,
    isLast: startAt + values.length >= items.length,
    ...options.beside,
    values,
  });
}

function selfOf(call: Call): string {
  const version = call.params.version ?? '3';
  const path = call.route.path
    .replace('{version}', version)
    .replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(call.params[name] ?? ''));
  const query = call.query.toString();
  return `${call.base}${path}${query === '' ? '' : `?${query}`}`;
}

/** `start/limit/size/isLastPage/values`, as the JSM API pages; too large a limit is cut silently. */
export function deskPage<T>(
  call: Call,
  items: readonly T[],
  maximum: number,
  show: (item: T) => unknown,
) {
  const start = Math.max(0, wholeNumber(call, 'start', 0));
  const asked = wholeNumber(call, 'limit', maximum);
  const page = items.slice(start, start + Math.min(maximum, Math.max(0, asked)));
  const isLastPage = start + page.length >= items.length;
  const link = (from: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('start', String(from));
    query.set('limit', String(asked));
    return `${selfOf(call).split('?')[0]}?${query}`;
  };
  return {
    _expands: [],
    size: page.length,
    start,
    limit: asked,
    isLastPage,
    _links: {
      self: selfOf(call),
      base: call.base,
      context: '',
      ...(isLastPage ? {} : { next: link(start + page.length) }),
      ...(start > 0 ? { prev: link(Math.max(0, start - Math.min(maximum, asked))) } : {}),
    },
    values: page.map(show),
  };
}
