import type { Caller } from '../access/caller.ts';
import { Refusal } from '../api/refusal.ts';
import { uuidFor } from '../model/ids.ts';
import type { Attachment, Issue, TemporaryFile } from '../model/issues.ts';
import type { Site } from '../site.ts';
import { touchIssue } from './save-issue.ts';

const MAX_ATTACHMENTS = 2_000;

export type FileFacts = Pick<Attachment, 'filename' | 'mimeType' | 'size' | 'sha256'>;

/** Files of one name stand beside each other; each has its own media id (facts § 4.3, § 4.7). */
export function attachFile(
  site: Site,
  caller: Caller,
  issue: Issue,
  file: FileFacts,
  options: { readonly shared: boolean },
): Attachment {
  const { store } = site;
  if (store.attachmentsByIssue.ids(issue.id).size >= MAX_ATTACHMENTS) {
    throw new Refusal(413, 'The maximum number of attachments for this issue has been reached.');
  }
  const id = store.nextId('attachment');
  const attachment: Attachment = {
    id,
    issueId: issue.id,
    filename: file.filename,
    mimeType: file.mimeType,
    size: file.size,
    sha256: file.sha256,
    mediaId: uuidFor(site.seed, 'media', id),
    authorId: caller.account.accountId,
    created: site.clock.now(),
    shared: options.shared,
  };
  store.attachments.set(id, attachment);
  touchIssue(site, issue.id);
  return attachment;
}

export function keepTemporaryFile(
  site: Site,
  caller: Caller,
  projectId: string,
  file: FileFacts,
): TemporaryFile {
  const id = `temp${uuidFor(site.seed, 'temporary', site.store.nextId('temporary-file'))}`;
  const kept: TemporaryFile = {
    id,
    projectId,
    ...file,
    ownerId: caller.account.accountId,
    expires: site.clock.now() + site.switches.temporaryFileLifetime,
  };
  site.store.temporaryFiles.set(id, kept);
  return kept;
}

/** All of them or none: each is of this desk, not expired, and not taken before. */
export function findTemporaryFiles(
  site: Site,
  projectId: string,
  ids: readonly string[],
): TemporaryFile[] {
  return [...new Set(ids)].map((id) => {
    const file = site.store.temporaryFiles.get(id);
    if (!file || file.projectId !== projectId || file.expires <= site.clock.now()) {
      throw new Refusal(
        400,
        `The temporary attachment with ID ${id} was not found or has expired.`,
      );
    }
    return file;
  });
}

export function takeTemporaryFiles(
  site: Site,
  caller: Caller,
  issue: Issue,
  files: readonly TemporaryFile[],
  options: { readonly shared: boolean },
): Attachment[] {
  return files.map((file) => {
    site.store.temporaryFiles.delete(file.id);
    return attachFile(site, caller, issue, file, options);
  });
}
