import type { FromSource } from './from-source.ts';
import type { FieldValue } from './helpdesk.ts';

/** A module that the helpdesk's owner made up: devices, subscriptions, whatever. */
export interface CustomModule extends FromSource {
  /** What look-ups name it by: Zoho's `cm_devices`. */
  readonly id: string;
  /** Of one record: `Device`. */
  readonly name: string;
  readonly fields: readonly CustomField[];
}

/** A field of a custom module. */
export interface CustomField {
  /** What records hold its value under: Zoho's `cf_serial`. */
  readonly id: string;
  /** What people read: `Serial number`. */
  readonly label: string;
  readonly kind: CustomFieldKind;
  /** A look-up's module: a custom one by its id, or one of the helpdesk's own. */
  readonly lookUp: CustomLookUp | undefined;
  /** Holds several values. */
  readonly multiple: boolean;
}

/** What a field of a custom module holds. */
export type CustomFieldKind =
  | 'text'
  | 'long-text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'url'
  | 'email'
  | 'look-up';

/** What a look-up leads to. Kinds of the helpdesk's own are those of the crosswalk; `other` is kept as an id. */
export type CustomLookUp =
  | { readonly kind: 'custom-record'; readonly module: string }
  | { readonly kind: 'ticket' | 'contact' | 'account' | 'agent' }
  | { readonly kind: 'other'; readonly module: string };

/** A record of a custom module. */
export interface CustomRecord extends FromSource {
  readonly id: string;
  readonly module: string;
  readonly name: string;
  readonly url: string | undefined;
  readonly createdAt: string | undefined;
  readonly modifiedAt: string | undefined;
  /** By field id; a look-up's are ids. Several values are a list. */
  readonly values: Readonly<Record<string, FieldValue>>;
}
