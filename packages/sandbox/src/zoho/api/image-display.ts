import { type Answer, notFound } from '../answers.ts';
import { pictureAnswer } from '../handlers/pictures.ts';
import type { ZohoSwitches } from '../options.ts';
import { readBlock } from '../org/inline-images.ts';

export const IMAGE_DISPLAY = '/support/ImageDisplay';

const LOGIN_PAGE = `<!DOCTYPE html><html><head><title>Zoho Accounts</title></head>
<body><form action="/signin"><h1>Sign in</h1><input name="LOGIN_ID"></form></body></html>`;

/** Pictures that Desk's editor put into a text. No part of the API: no credits, no orgId. */
export function imageDisplay(
  request: Request,
  options: { readonly switches: ZohoSwitches; readonly authenticate: (request: Request) => void },
): Answer {
  const { searchParams } = new URL(request.url);
  if (options.switches.imageDisplay === 'login') return { kind: 'page', html: LOGIN_PAGE };
  if (options.switches.imageDisplay === 'token') options.authenticate(request);
  const ref = readBlock(searchParams.get('blockId') ?? searchParams.get('blobId') ?? '');
  if (!ref) throw notFound();
  return pictureAnswer(ref);
}
