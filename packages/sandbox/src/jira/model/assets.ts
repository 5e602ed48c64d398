/** Assets: schemas hold object types, types have attributes, objects have values. */

export interface AssetSchema {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly created: number;
}

export interface AssetType {
  readonly id: string;
  readonly schemaId: string;
  readonly name: string;
  readonly description: string;
  readonly iconId: string;
  readonly parentTypeId: string | undefined;
  readonly inherited: boolean;
  readonly created: number;
}

export interface AssetAttribute {
  readonly id: string;
  readonly typeId: string;
  readonly name: string;
  readonly description: string;
  /** 0 a plain value, 1 a reference to an object, 2 a user. */
  readonly type: 0 | 1 | 2;
  /** For plain values: 0 text, 1 integer, 2 boolean, 3 double, 4 date, 6 date and time, 7 URL, 8 e-mail, 9 textarea, 10 select. */
  readonly defaultTypeId: number;
  readonly referenceTypeId: string | undefined;
  readonly options: readonly string[];
  /** The object's label is this attribute's value. */
  readonly label: boolean;
  readonly unique: boolean;
  readonly minimum: number;
  /** -1: no limit. */
  readonly maximum: number;
  /** Key, Created and Updated: kept by Assets itself. */
  readonly system: boolean;
  readonly position: number;
}

export interface AssetObject {
  readonly id: string;
  readonly typeId: string;
  readonly key: string;
  /** By attribute id; a reference holds the object's id. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly created: number;
  readonly updated: number;
  readonly history: readonly AssetChange[];
}

export interface AssetChange {
  readonly id: string;
  readonly actorId: string;
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
  readonly created: number;
}
