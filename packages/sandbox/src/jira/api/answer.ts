export function json(
  body: unknown,
  init: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Response {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json;charset=UTF-8');
  return new Response(JSON.stringify(body), { status: init.status ?? 200, headers });
}

/** No body at all: also what a 201 of `issueLink` and a 403 without a licence look like. */
export function empty(status: number): Response {
  return new Response(null, { status });
}

export function plainText(body: string, status: number): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/plain;charset=UTF-8' } });
}

/** RFC 7807, as Atlassian's edge answers unknown paths, methods and parts of a form. */
export function problem(status: number, title: string, detail: string, instance: string): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, detail, instance }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
