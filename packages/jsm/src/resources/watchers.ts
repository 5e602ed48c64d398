import type { Context } from '../client/context.ts';
import type { User } from '../model/people.ts';
import type { CallOptions } from '../request/call.ts';

/** Who gets mails about an issue. */
export class Watchers {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async list(issueKey: string, options: CallOptions = {}): Promise<readonly User[]> {
    const { watchers } = await this.#context.api.request(
      'GET /rest/api/3/issue/{issueIdOrKey}/watchers',
      { path: { issueIdOrKey: issueKey }, signal: options.signal },
    );
    return watchers;
  }

  async add(issueKey: string, accountId: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('POST /rest/api/3/issue/{issueIdOrKey}/watchers', {
      path: { issueIdOrKey: issueKey },
      json: accountId,
      signal: options.signal,
    });
  }

  async remove(issueKey: string, accountId: string, options: CallOptions = {}): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/issue/{issueIdOrKey}/watchers', {
      path: { issueIdOrKey: issueKey },
      query: { accountId },
      signal: options.signal,
    });
  }
}
