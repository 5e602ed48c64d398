import { type Answer, json, notFound } from '../answers.ts';
import { PICTURES, type PictureRef, pictureOf } from '../org/inline-images.ts';

/** The bytes of a picture, whichever of its addresses was asked. */
export function pictureAnswer(ref: PictureRef): Answer {
  if (ref.picture === PICTURES.errorAsImage) {
    return json({ errorCode: 'INTERNAL_SERVER_ERROR', message: 'The image could not be read.' });
  }
  const found = pictureOf(ref);
  if (!found) throw notFound();
  return { kind: 'file', name: 'image', ...found };
}
