import type { Handler } from '../flow/handler.ts';
import { area, embedded, videoOrAudio } from './embedded.ts';
import { checkboxOrField } from './form-field.ts';
import { heading } from './heading.ts';
import { image } from './image.ts';
import { lineBreak, rule } from './line-break.ts';
import { link } from './link.ts';
import { bulletList, listItem, orderedList, term } from './list.ts';
import { paragraph } from './paragraph.ts';
import { preformatted } from './preformatted.ts';
import { blockquote, inlineQuote } from './quote.ts';
import { rubyText } from './ruby.ts';
import { drawing } from './svg.ts';
import { table, tableCell, tableHead, tableRow } from './table.ts';

/**
 * What converts which element. Pass handlers of your own in the options to replace or add some; wrap one of
 * these to change what it emits.
 */
export const defaultHandlers = {
  a: link,
  area,
  audio: videoOrAudio,
  blockquote,
  br: lineBreak,
  dir: bulletList,
  dt: term,
  embed: embedded,
  frame: embedded,
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  hr: rule,
  iframe: embedded,
  image,
  img: image,
  input: checkboxOrField,
  li: listItem,
  listing: preformatted,
  menu: bulletList,
  object: embedded,
  ol: orderedList,
  p: paragraph,
  plaintext: preformatted,
  pre: preformatted,
  q: inlineQuote,
  rt: rubyText,
  svg: drawing,
  table,
  td: tableCell,
  th: tableCell,
  thead: tableHead,
  tr: tableRow,
  ul: bulletList,
  video: videoOrAudio,
  xmp: preformatted,
} as const satisfies Readonly<Record<string, Handler>>;
