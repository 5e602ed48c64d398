import { maskEmail, maskTokens } from '@zdjsm/core';
import { isRecord } from '../model/json.ts';
import type { Complaint } from './atlassian-error.ts';

const LONGEST_TEXT = 300;

/**
 * Reads what an error answer says. Shapes seen: the platform's `{errorMessages, errors}`, JSM's
 * `{errorMessage}`, bulk `{errors: [{message}]}`, RFC 7807 `{title, detail}`, Confluence's
 * `{errors: [{title}]}` and `{message}`, plain text, HTML, nothing. Texts are in the account's
 * language: for people, never to branch on.
 */
export function readComplaint(body: Buffer, contentType: string | undefined): Complaint {
  const text = body.toString('utf8').trim();
  if (text === '') return NOTHING;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const isPage = contentType?.includes('html') || text.startsWith('<');
    return isPage ? NOTHING : { ...NOTHING, errorMessages: [shorten(text)] };
  }
  return isRecord(parsed) ? fromObject(parsed) : NOTHING;
}

const NOTHING: Complaint = { errorMessages: [], fieldErrors: {} };

function fromObject(body: Readonly<Record<string, unknown>>): Complaint {
  const { errorMessages, errors, errorMessage, message, detail, title } = body;
  const listed = [errorMessages, errors].flatMap((list) => (Array.isArray(list) ? list : []));
  const single = [errorMessage, message, detail ?? title];
  return {
    errorMessages: [...listed, ...single].flatMap((entry) => {
      const text = isRecord(entry) ? (entry['message'] ?? entry['title']) : entry;
      return typeof text === 'string' && text !== '' ? [shorten(text)] : [];
    }),
    fieldErrors: isRecord(errors)
      ? Object.fromEntries(
          Object.entries(errors).map(([field, text]) => [field, shorten(String(text))]),
        )
      : {},
  };
}

function shorten(text: string): string {
  // Without what may be a token of ours, or a customer's address.
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return maskEmail(maskTokens(short));
}
