import type { Style } from './style.ts';

const BOLD: Style = { bold: true };
const ITALIC: Style = { italic: true };
const STRIKE: Style = { strike: true };
const UNDERLINE: Style = { underline: true };
const CODE: Style = { code: true };
const HIDDEN: Style = { display: 'none' };
const PRE: Style = { whiteSpace: 'pre' };

/**
 * What browsers do to an element before any style of the author.
 * Source: HTML standard, § 15 Rendering, and its obsolete elements.
 */
export const uaStyles: ReadonlyMap<string, Style> = new Map<string, Style>([
  ['b', BOLD],
  ['strong', BOLD],
  ['th', BOLD],
  ['i', ITALIC],
  ['em', ITALIC],
  ['cite', ITALIC],
  ['dfn', ITALIC],
  ['var', ITALIC],
  ['address', ITALIC],
  ['u', UNDERLINE],
  ['ins', UNDERLINE],
  ['s', STRIKE],
  ['strike', STRIKE],
  ['del', STRIKE],
  ['code', CODE],
  ['kbd', CODE],
  ['samp', CODE],
  ['tt', CODE],
  ['sub', { subsup: 'sub' }],
  ['sup', { subsup: 'sup' }],
  ['mark', { background: '#ffff00' }],
  ['center', { align: 'center' }],
  ['pre', PRE],
  ['listing', PRE],
  ['xmp', PRE],
  ['plaintext', PRE],
  ['textarea', PRE],
  ['dialog', HIDDEN],
  ['datalist', HIDDEN],
  ['rp', HIDDEN],
]);
