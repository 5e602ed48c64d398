import type { Context } from '../client/context.ts';
import { UnexpectedAnswerError } from '../errors/atlassian-error.ts';
import {
  type LocatedFile,
  locateFile,
  type OpenedAttachment,
  openLocated,
} from '../media/located-file.ts';
import type { Attachment } from '../model/issue.ts';
import type { TemporaryAttachment } from '../model/service-desk.ts';
import type { CallOptions, FileSource } from '../request/call.ts';
import type { AttachmentSettings } from '../routes/issue-routes.ts';
import { Answered } from '../writes/answered.ts';

/** A file that has arrived. */
export interface UploadedAttachment {
  readonly id: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly mimeType: string;
  /** What ADF media nodes name the file by; undefined when it was not asked for. */
  readonly mediaId: string | undefined;
}

/** What is asked after an upload. */
export interface UploadOptions extends CallOptions {
  /** Also learn the media id: one more read. Default true. */
  readonly mediaId?: boolean | undefined;
  /** Ids of attachments that are known to be others, from an earlier run: never taken for this one. */
  readonly known?: ReadonlySet<string> | undefined;
}

/**
 * Attachments of issues. Several may have one name. Customers see a file on the portal once a
 * public comment or the description shows it.
 */
export class Attachments {
  readonly #context: Context;
  readonly #answered = new Answered();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Uploads one file. When the answer is lost, the issue is asked for a new file of this name and size. */
  async upload(
    issueKey: string,
    file: FileSource,
    options: UploadOptions = {},
  ): Promise<UploadedAttachment> {
    const [uploaded] = await this.#context.api.write(
      'POST /rest/api/3/issue/{issueIdOrKey}/attachments',
      { path: { issueIdOrKey: issueKey }, files: [file], signal: options.signal },
      {
        look: async (signal) => {
          const except = this.#answered.with(issueKey, options.known);
          const found = await this.find(issueKey, file, { except, signal });
          return found && [found];
        },
      },
    );
    if (!uploaded || uploaded.size !== file.size) {
      throw new UnexpectedAnswerError({
        code: 'UPLOAD_INCOMPLETE',
        message: `${issueKey}: ${uploaded ? `${uploaded.size} of ${file.size} bytes` : 'none'} of ${file.name} arrived`,
        remedy: 'Check that size tells the bytes that open() gives, then upload it again.',
        outcome: 'unknown',
      });
    }
    const id = String(uploaded.id);
    this.#answered.add(issueKey, id);
    return {
      id,
      filename: uploaded.filename,
      size: uploaded.size,
      mimeType: uploaded.mimeType,
      mediaId: options.mediaId === false ? undefined : await this.mediaId(id, options),
    };
  }

  /** The newest attachment with this name and size that is not one of `except`. */
  async find(
    issueKey: string,
    file: Pick<FileSource, 'name' | 'size'>,
    options: CallOptions & { readonly except?: ReadonlySet<string> | undefined } = {},
  ): Promise<Attachment | undefined> {
    const attachments = await this.list(issueKey, options);
    return attachments
      .filter(({ filename, size }) => size === file.size && sameName(filename, file.name))
      .filter(({ id }) => !options.except?.has(String(id)))
      .sort((a, b) => Number(a.id) - Number(b.id))
      .at(-1);
  }

  async list(issueKey: string, options: CallOptions = {}): Promise<readonly Attachment[]> {
    const issue = await this.#context.api.request('GET /rest/api/3/issue/{issueIdOrKey}', {
      path: { issueIdOrKey: issueKey },
      query: { fields: 'attachment' },
      signal: options.signal,
    });
    const { attachment } = issue.fields;
    return Array.isArray(attachment) ? attachment : [];
  }

  async get(id: string, options: CallOptions = {}): Promise<Attachment> {
    return await this.#context.api.request('GET /rest/api/3/attachment/{id}', {
      path: { id },
      signal: options.signal,
    });
  }

  /** The id by which ADF media nodes of the same issue name the file. */
  async mediaId(id: string, options: CallOptions = {}): Promise<string> {
    const { location, body } = await this.#locate(id, options);
    body.destroy();
    if (location) return location.mediaId;
    throw new UnexpectedAnswerError({
      code: 'NO_MEDIA_ID',
      message: `Jira sends the bytes of attachment ${id} itself instead of naming where they are`,
      remedy: 'Show the file by its name: in wiki markup, or as a link beside the text.',
    });
  }

  /** Opens the bytes, wherever Jira says they are. Read the stream to its end, or destroy it. */
  async open(id: string, options: CallOptions = {}): Promise<OpenedAttachment> {
    return await openLocated(this.#context, () => this.#locate(id, options), options);
  }

  /** Name the issue where it is known, so that its write limit is kept. */
  async delete(
    id: string,
    options: CallOptions & { readonly issueKey?: string | undefined } = {},
  ): Promise<void> {
    await this.#context.api.request('DELETE /rest/api/3/attachment/{id}', {
      path: { id },
      issue: options.issueKey,
      signal: options.signal,
    });
  }

  /** Whether the site takes attachments, and how large they may be. */
  async settings(options: CallOptions = {}): Promise<AttachmentSettings> {
    return await this.#context.api.request('GET /rest/api/3/attachment/meta', options);
  }

  /**
   * Uploads files to a service desk, for `requests.attach`: at most 60. Each can be used once, soon;
   * Atlassian does not say how long they last.
   */
  async uploadTemporary(
    serviceDeskId: string,
    files: readonly FileSource[],
    options: CallOptions = {},
  ): Promise<readonly TemporaryAttachment[]> {
    const answer = await this.#context.api.request(
      'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/attachTemporaryFile',
      { path: { serviceDeskId }, files, signal: options.signal },
    );
    return answer.temporaryAttachments;
  }

  async #locate(id: string, options: CallOptions): Promise<LocatedFile> {
    const answer = await this.#context.api.open('GET /rest/api/3/attachment/content/{id}', {
      path: { id },
      signal: options.signal,
    });
    return await locateFile(this.#context, answer);
  }
}

/** Sites may keep a quotation mark as it was escaped on its way. */
const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);

const plainName = (name: string): string => name.normalize().replaceAll('%22', '"');
