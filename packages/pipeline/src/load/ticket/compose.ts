import { type AdfBlock, type AdfDoc, type FoundImage, rewriteImages } from '@zdjsm/transform';
import type { FileRef } from '../../model/helpdesk.ts';
import { ifUploaded, type TicketFiles } from './files.ts';

/**
 * The document as it will be written: its images and files uploaded and shown in it. What is missing
 * is named in words, so that a reader knows that there was something. `collection` is where the files
 * are: an issue's have none.
 */
export async function composeDocument(
  doc: AdfDoc,
  files: readonly FileRef[],
  uploads: TicketFiles,
  { collection = '' }: { readonly collection?: string | undefined } = {},
): Promise<AdfDoc> {
  // One after the other: an issue takes only so many writes in a while.
  const attached: { file: FileRef; mediaId: string | undefined; why: string }[] = [];
  for (const file of files) {
    const result = await uploads.attachment(file);
    attached.push({
      file,
      mediaId: ifUploaded(result)?.mediaId,
      why: 'why' in result ? result.why : '',
    });
  }
  const { doc: rewritten } = await rewriteImages(
    doc,
    async (image) => {
      const uploaded =
        image.kind === 'cid'
          ? attachedAs(attached, image)
          : await uploads.image(image.src, nameOf(image));
      if (!uploaded?.mediaId) return undefined;
      // By its name where it has no words: where media are refused, it is all that is left of it.
      const { width, height, alt = nameOf(image) } = image;
      return { kind: 'media', id: uploaded.mediaId, collection, width, height, alt };
    },
    { concurrency: 1 },
  );
  return { ...rewritten, content: [...rewritten.content, ...listOf(attached, collection)] };
}

/** Cards of the files that the message carried, under its text. */
function listOf(
  attached: readonly { file: FileRef; mediaId: string | undefined; why: string }[],
  collection: string,
): AdfBlock[] {
  const shown = attached.flatMap(({ file, mediaId }) =>
    mediaId === undefined
      ? []
      : [
          {
            type: 'media',
            attrs: { type: 'file', id: mediaId, collection, alt: file.name },
          } as const,
        ],
  );
  const missing = attached.flatMap(({ file, mediaId, why }): AdfBlock[] =>
    mediaId === undefined ? [paragraph(`[file: ${file.name}] is not here: ${why}`)] : [],
  );
  return [
    ...(shown.length > 0 ? [{ type: 'mediaGroup', content: shown } as const] : []),
    ...missing,
  ];
}

/** Mail names its pictures `image001.png@01D9…`; the file has the part before the sign. */
function attachedAs(
  attached: readonly { file: FileRef; mediaId: string | undefined }[],
  image: FoundImage,
): { mediaId: string | undefined } | undefined {
  const name = nameOf(image).toLowerCase();
  return attached.find(({ file }) => file.name.toLowerCase() === name);
}

function nameOf({ src, kind }: FoundImage): string {
  if (kind === 'cid') return src.slice('cid:'.length).split('@')[0] ?? src;
  if (kind === 'data') return `image.${/^data:image\/(\w+)/.exec(src)?.[1] ?? 'png'}`;
  const url = URL.parse(src, 'https://host.invalid');
  return url?.searchParams.get('f') ?? url?.searchParams.get('fileName') ?? 'image.png';
}

export function paragraph(text: string): AdfBlock {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}
