import { createHmac } from 'node:crypto';
import { json } from '../api/answer.ts';
import { uuidFor } from '../model/ids.ts';
import type { Site } from '../site.ts';

/** A file of an issue or of a page: the media host knows no difference. */
export interface MediaFile {
  readonly mediaId: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly sha256: string;
}

/** Where a file's bytes are: a link that works for some minutes, without any other credentials. */
export function mediaUrl(site: Site, file: MediaFile, rendition: 'binary' | 'image'): string {
  const expires = site.clock.now() + site.switches.mediaTokenLifetime;
  const query = new URLSearchParams({
    token: mediaToken(site, file.mediaId, expires),
    client: uuidFor(site.seed, 'media-client'),
    collection: '',
    dl: 'true',
    'max-age': String(Math.floor(site.switches.mediaTokenLifetime / 1000)),
    name: file.filename,
  });
  return `${site.urls().media}/file/${file.mediaId}/${rendition}?${query}`;
}

function mediaToken(site: Site, mediaId: string, expires: number): string {
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const payload = encode({ access: { [`urn:filestore:file:${mediaId}`]: ['read'] }, exp: expires });
  const signature = createHmac('sha256', `media-${site.seed}`)
    .update(`${head}.${payload}`)
    .digest('base64url');
  return `${head}.${payload}.${signature}`;
}

/** Atlassian's media host. Jira's credentials have no business there: they count as a leak. */
export function serveMedia(site: Site, request: Request): Response {
  const url = new URL(request.url);
  for (const header of ['authorization', 'cookie']) {
    if (!request.headers.has(header)) continue;
    const id = site.store.nextId('leak');
    site.store.leaks.set(id, { id, host: 'media', path: url.pathname, header });
  }
  const mediaId = /^\/file\/([0-9a-f-]{36})\/(?:binary|image)$/.exec(url.pathname)?.[1] ?? '';
  const file: MediaFile | undefined =
    site.store.attachmentsByMedia.first(mediaId) ?? site.store.pageFilesByMedia.first(mediaId);
  if (!file)
    return json({ error: { code: 'NOT_FOUND', title: 'File not found' } }, { status: 404 });
  const [, payload = ''] = (url.searchParams.get('token') ?? '').split('.');
  const expires = expiryOf(payload);
  const genuine = url.searchParams.get('token') === mediaToken(site, mediaId, expires);
  if (!genuine || expires <= site.clock.now()) {
    return json(
      { error: { code: 'JWT_VERIFICATION_FAILED', title: 'Forbidden' } },
      { status: 403 },
    );
  }
  return fileAnswer(site, file);
}

export function fileAnswer(site: Site, file: MediaFile): Response {
  const bytes = site.store.blob(file.sha256);
  if (!bytes) throw new Error(`the bytes of ${file.filename} are gone`);
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': file.mimeType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    },
  });
}

function expiryOf(payload: string): number {
  try {
    return Number(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).exp);
  } catch {
    return 0;
  }
}
