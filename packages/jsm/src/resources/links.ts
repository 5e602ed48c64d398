import type { Context } from '../client/context.ts';
import type { IssueLink, IssueLinkType, RemoteLink } from '../model/issue.ts';
import type { CallOptions } from '../request/call.ts';

/** Reads `from` + the type's `outward` text + `to`: SUP-2 duplicates SUP-1. */
export interface NewIssueLink {
  /** Name of the link type: `Duplicate`. */
  readonly type: string;
  /** Issue key. */
  readonly from: string;
  /** Issue key. */
  readonly to: string;
}

/** Where a link from an issue to the web shall lead. */
export interface NewRemoteLink {
  /** Your own id for it: a second link with the same one replaces the first. */
  readonly globalId: string;
  readonly url: string;
  readonly title: string;
  readonly summary?: string | undefined;
  /** How it is related: `migrated from`. */
  readonly relationship?: string | undefined;
}

/** Links from issue to issue. */
export class IssueLinks {
  readonly #context: Context;
  /**
   * Which of the two names Jira gives to the issue that a link comes from. The documents contradict
   * each other, so the first link is read back.
   */
  #fromIs: 'inwardIssue' | 'outwardIssue' = 'inwardIssue';
  #proven = false;

  constructor(context: Context) {
    this.#context = context;
  }

  async types(options: CallOptions = {}): Promise<readonly IssueLinkType[]> {
    const { issueLinkTypes } = await this.#context.api.request(
      'GET /rest/api/3/issueLinkType',
      options,
    );
    return issueLinkTypes;
  }

  /** The links of an issue, with the ids by which they can be deleted. */
  async list(issueKey: string, options: CallOptions = {}): Promise<readonly IssueLink[]> {
    const issue = await this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      query: { fields: 'issuelinks' },
      signal: options.signal,
    });
    const { issuelinks } = issue.fields;
    return Array.isArray(issuelinks) ? issuelinks : [];
  }

  /** Links two issues; a link that exists is not made again. */
  async add(link: NewIssueLink, options: CallOptions = {}): Promise<void> {
    await this.#post(link, options);
    if (this.#proven) return;
    const links = await this.list(link.from, options);
    const ofType = links.filter(({ type }) => type.name === link.type);
    if (!ofType.some(({ outwardIssue }) => outwardIssue?.key === link.to)) {
      const inverted = ofType.find(({ inwardIssue }) => inwardIssue?.key === link.to);
      if (!inverted) return;
      this.#fromIs = this.#fromIs === 'inwardIssue' ? 'outwardIssue' : 'inwardIssue';
      await this.#post(link, options);
      await this.delete(inverted.id, options);
    }
    this.#proven = true;
  }

  async delete(linkId: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issueLink/{linkId}', {
      path: { linkId },
      signal: options.signal,
    });
  }

  async #post({ type, from, to }: NewIssueLink, { signal }: CallOptions): Promise<void> {
    const ends =
      this.#fromIs === 'inwardIssue'
        ? { inwardIssue: { key: from }, outwardIssue: { key: to } }
        : { inwardIssue: { key: to }, outwardIssue: { key: from } };
    await this.#context.api.request('POST /rest/api/3/issueLink', {
      json: { type: { name: type }, ...ends },
      signal,
    });
  }
}

/** Links from an issue to somewhere else: to the original. */
export class RemoteLinks {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Makes the link, or updates the one with the same `globalId`. */
  async set(
    issueKey: string,
    link: NewRemoteLink,
    options: CallOptions = {},
  ): Promise<{ readonly id: number }> {
    const { globalId, relationship, url, title, summary } = link;
    return await this.#context.api.request('POST /rest/api/3/issue/{issueIdOrKey}/remotelink', {
      path: { issueIdOrKey: issueKey },
      json: { globalId, relationship, object: { url, title, summary } },
      signal: options.signal,
    });
  }

  async list(issueKey: string, options: CallOptions = {}): Promise<readonly RemoteLink[]> {
    return await this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}/remotelink', {
      path: { issueIdOrKey: issueKey },
      signal: options.signal,
    });
  }

  async delete(issueKey: string, globalId: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issue/{issueIdOrKey}/remotelink', {
      path: { issueIdOrKey: issueKey },
      query: { globalId },
      signal: options.signal,
    });
  }
}
