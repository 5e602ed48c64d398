import { plainText, problem } from './answer.ts';
import type { UploadedFile } from './call.ts';
import { RawRefusal, Refusal } from './refusal.ts';
import type { Route } from './route-table.ts';

const MAX_FILES = 60;

/** Forms are refused without the header that tells them from another site's (facts § 2). */
export function checkXsrf(request: Request, route: Route): void {
  const token = request.headers.get('x-atlassian-token');
  if (token === 'no-check' || token === 'nocheck') return;
  const onIssue = route.path.endsWith('/attachments');
  throw new RawRefusal(plainText('XSRF check failed', onIssue ? 404 : 403));
}

export async function readForm(
  request: Request,
  route: Route,
  uploadLimit: number,
): Promise<{ files: UploadedFile[]; form: Record<string, string> }> {
  const { pathname } = new URL(request.url);
  const parts = await request.formData().catch(() => {
    throw new RawRefusal(
      problem(400, 'Bad Request', 'Failed to parse multipart servlet request', pathname),
    );
  });
  const files: UploadedFile[] = [];
  const form: Record<string, string> = {};
  for (const [name, value] of parts) {
    if (typeof value === 'string') {
      form[name] = value;
      continue;
    }
    if (name !== 'file') continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    if (bytes.length > uploadLimit) {
      throw new Refusal(
        // The JSM API calls a file that is too large a bad request (facts § 3.5).
        route.operation === 'attachTemporaryFile' ? 400 : 413,
        `The file ${value.name} exceeds its maximum permitted size of ${uploadLimit} bytes.`,
      );
    }
    // The type is what the part says, not what the name suggests (facts § 4.6).
    const mimeType = value.type === '' ? 'application/octet-stream' : value.type;
    files.push({ filename: value.name, mimeType, bytes });
  }
  if (files.length === 0) {
    throw new RawRefusal(
      problem(400, 'Bad Request', "Required part 'file' is not present.", pathname),
    );
  }
  if (files.length > MAX_FILES) {
    throw new Refusal(413, `The number of files exceeds the maximum of ${MAX_FILES}.`);
  }
  return { files, form };
}
