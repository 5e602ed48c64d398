/**
 * Behaviour where Atlassian's documents and what is seen in the field do not agree. Each default
 * is what is most likely; docs/guides/writing-to-jsm.md says what is known.
 */
export interface JsmSettings {
  /** Whether the request type is sent in the call that creates the issue, or in an edit right after it (default). */
  readonly requestTypeIn: 'create' | 'edit';
  /**
   * Values of the request-type field by the request type's id, for sites that refuse the id itself:
   * `{ '25': 'sup/1c1e8ad2-…' }`. Default: none.
   */
  readonly requestTypeKeys: Readonly<Record<string, string>>;
  /**
   * Take a single account for the customer whose address was looked for, although its profile hides the
   * address. Default false: `HiddenCustomerError` names it, and a person decides.
   */
  readonly trustHiddenEmail: boolean;
}

export const DEFAULT_SETTINGS: JsmSettings = {
  requestTypeIn: 'edit',
  requestTypeKeys: {},
  trustHiddenEmail: false,
};
