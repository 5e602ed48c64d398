import type { AdfMark } from '../adf/types.ts';
import type { FlowNode } from '../flow/nodes.ts';

/** Somebody who is spoken to in the source. */
export interface FoundMention {
  /** As the source writes it. */
  readonly source: string;
  readonly kind: string;
  /** In the system that the mail comes from. */
  readonly id: string;
  readonly name: string | undefined;
}

/** An Atlassian account, or only a name where the person has none. */
export interface ResolvedMention {
  readonly accountId?: string | undefined;
  /** What is shown, without the `@`. */
  readonly name?: string | undefined;
}

/** How a system writes mentions into text. */
export interface MentionSyntax {
  /** With the flag `g`. */
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => FoundMention;
}

/** How mentions are written in the source, and whom they become. */
export interface MentionOptions {
  readonly syntax: MentionSyntax;
  /** Says who it is; with `undefined` the name of the source is shown, or its own words where it has none. */
  readonly resolve: (mention: FoundMention) => ResolvedMention | undefined;
}

/**
 * `zsu[@user:1234567890]zsu` and `zsu[@team:42_Second line]zsu`, the tokens in comments of Zoho Desk.
 * Source: facts/zoho-desk.md § 5.
 */
export const zohoMentions: MentionSyntax = {
  pattern: /zsu\[@(\w+):([^\]_]+)(?:_([^\]]*))?\]zsu/g,
  read: ([source, kind = '', id = '', name]) => ({ source, kind, id, name: name || undefined }),
};

/** A function that parts text into text and mentions. */
export function mentionSplitter({ syntax, resolve }: MentionOptions) {
  return (text: string, marks: readonly AdfMark[]): FlowNode[] => {
    const nodes: FlowNode[] = [];
    const write = (words: string): void => {
      if (words !== '') nodes.push({ type: 'text', text: words, marks });
    };
    let from = 0;
    for (const match of text.matchAll(syntax.pattern)) {
      const found = syntax.read(match);
      const who = resolve(found);
      const name = who?.name ?? found.name;
      write(text.slice(from, match.index));
      from = match.index + match[0].length;
      if (who?.accountId === undefined) {
        write(name === undefined ? found.source : `@${name}`);
      } else {
        const shown = name === undefined ? {} : { text: `@${name}` };
        nodes.push({ type: 'mention', attrs: { id: who.accountId, ...shown } });
      }
    }
    write(text.slice(from));
    return nodes;
  };
}
