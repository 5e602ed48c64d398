/** Assets: types and objects of a company's own, for what has no place in Jira's issues. */
export interface ObjectSchema {
  readonly id: string;
  readonly name: string;
  readonly objectSchemaKey: string;
  readonly description?: string;
  readonly objectCount?: number;
}

/** A picture that stands for a type of objects. */
export interface AssetsIcon {
  readonly id: string;
  readonly name: string;
}

/** A type of objects, in a schema. */
export interface ObjectType {
  readonly id: string;
  readonly name: string;
  readonly objectSchemaId: string;
  readonly description?: string;
  readonly parentObjectTypeId?: string;
}

/** What objects of a type can hold. */
export interface ObjectTypeAttribute {
  readonly id: string;
  readonly name: string;
  /** The one that an object is called by. */
  readonly label?: boolean;
  /** 0: a plain value, of the kind that `defaultType` names. 1: a reference. */
  readonly type: number;
  readonly defaultType?: { readonly id: number; readonly name: string };
  readonly editable?: boolean;
  readonly minimumCardinality?: number;
  readonly maximumCardinality?: number;
}

/** An object of Assets. */
export interface AssetsObject {
  readonly id: string;
  readonly workspaceId: string;
  /** `{workspaceId}:{id}`: what an issue's field holds. */
  readonly globalId: string;
  readonly objectKey: string;
  readonly label: string;
  readonly objectType?: ObjectType;
  readonly created?: string;
  readonly updated?: string;
  readonly attributes?: readonly ObjectAttribute[];
}

/** An attribute of an object, and its values. */
export interface ObjectAttribute {
  readonly objectTypeAttributeId: string;
  readonly objectTypeAttribute?: { readonly name: string };
  readonly objectAttributeValues: readonly {
    readonly value?: string;
    readonly displayValue?: string;
    readonly referencedObject?: { readonly id: string };
  }[];
}
