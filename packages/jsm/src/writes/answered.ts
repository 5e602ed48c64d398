// Writes to one issue follow each other closely; those of a thousand issues ago are over.
const REMEMBERED_ISSUES = 1_000;

/**
 * What was made on an issue and answered for. When a look-alike's answer is lost, it is none of
 * these: two files of one name and size stay two.
 */
export class Answered {
  readonly #byIssue = new Map<string, Set<string>>();

  add(issueKey: string, id: string): void {
    const ids = this.#byIssue.get(issueKey) ?? new Set<string>();
    this.#byIssue.delete(issueKey);
    this.#byIssue.set(issueKey, ids.add(id));
    const [oldest] = this.#byIssue.keys();
    if (this.#byIssue.size > REMEMBERED_ISSUES && oldest) this.#byIssue.delete(oldest);
  }

  /** These and the ones that the caller knows of. */
  with(issueKey: string, known: ReadonlySet<string> | undefined): ReadonlySet<string> {
    return new Set([...(known ?? []), ...(this.#byIssue.get(issueKey) ?? [])]);
  }
}
