import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { Refusal } from '../api/refusal.ts';
import { isRecord } from '../model/json.ts';
import type { Switches } from '../options.ts';
import { type AdfNode, attribute, walk } from './adf.ts';

const SCHEMA = new URL('../../../fixtures/adf-schema-57.7.22.full.json', import.meta.url);
const MAX_DEPTH = 256;
const MAX_TEXT = 32_767;

export interface AdfValidator {
  /** The document as it is stored, or `INVALID_INPUT` without a location, as the vendor does. */
  accept(value: unknown, field: string, limits?: { readonly isLimited: boolean }): AdfNode;
}

export function createAdfValidator(
  switches: Pick<Switches, 'emptyTextNode' | 'externalMedia' | 'textLimit'>,
  measure: { readonly text: (doc: AdfNode) => string; readonly wiki: (doc: AdfNode) => string },
): AdfValidator {
  return {
    accept(value, field, { isLimited } = { isLimited: true }) {
      const given = switches.emptyTextNode === 'accepted' ? withoutEmptyTexts(value) : value;
      if (!adfSchema()(given) || !keepsFurtherRules(given, switches)) {
        throw new Refusal(400, 'INVALID_INPUT');
      }
      const length = isLimited ? measure[switches.textLimit](given).length : 0;
      if (length > MAX_TEXT) throw tooLong(field);
      return given;
    },
  };
}

export function tooLong(field: string): Refusal {
  const message =
    'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
  return new Refusal(400, [], { [field]: message });
}

/**
 * Compiled when the first document comes, and once for all sites: it takes a third of a second, and
 * depends on nothing but the file.
 */
const adfSchema = once((): ValidateFunction<AdfNode> => {
  const { $schema: _draft4, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  // The document says draft-04 and uses nothing that later drafts read otherwise.
  return new Ajv({ strict: false }).compile<AdfNode>(schema);
});

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What the server refuses although the schema allows it (facts § 6). */
function keepsFurtherRules(root: AdfNode, switches: Pick<Switches, 'externalMedia'>): boolean {
  if (depth(root) > MAX_DEPTH) return false;
  for (const node of walk(root)) {
    const marks = node.marks?.map((mark) => mark.type) ?? [];
    const besideCode = (mark: string) => ['code', 'link', 'annotation'].includes(mark);
    if (marks.includes('code') && !marks.every(besideCode)) return false;
    const external = node.type === 'media' && attribute(node, 'type') === 'external';
    if (external && switches.externalMedia === 'refused') return false;
  }
  return true;
}

function depth(node: AdfNode): number {
  let deepest = 0;
  const stack: [AdfNode, number][] = [[node, 1]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [current, level] = top;
    deepest = Math.max(deepest, level);
    for (const child of current.content ?? []) stack.push([child, level + 1]);
  }
  return deepest;
}

function withoutEmptyTexts(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value.content)) return value;
  const kept = value.content.filter((child) => !(isRecord(child) && child.text === ''));
  return { ...value, content: kept.map(withoutEmptyTexts) };
}
