import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

/** What each of the three judges has against a document; a document is valid when nobody objects. */
export interface AdfVerdict {
  /** Atlassian's JSON schema, by ajv. */
  readonly jsonSchema: string | undefined;
  /** The validator of @atlaskit/adf-utils. */
  readonly adfUtils: string | undefined;
  /** The editor's own ProseMirror schema, by `check`. */
  readonly editor: string | undefined;
}

export interface AdfJudges {
  judge(doc: unknown): AdfVerdict;
  /** The objections, each with its judge's name; empty for a document that all three accept. */
  objections(doc: unknown): string[];
}

// These packages are CommonJS, typed for bundlers; what is used of them is described here.
interface AdfUtilsValidator {
  /** Without an error callback the validator throws at the first breach; with one it repairs. */
  validator(): (doc: unknown) => { readonly valid: boolean };
}
interface EditorSchema {
  readonly defaultSchema: { nodeFromJSON(doc: unknown): { check(): void } };
}

/** Loads the judges: about half a second, so call it once a test file. */
export function createAdfJudges(): AdfJudges {
  const load = createRequire(import.meta.url);
  // Atlassian's products answer here which feature flags are on; unanswered, the packages complain.
  Reflect.set(globalThis, '__PLATFORM_FEATURE_FLAGS__', { booleanResolver: () => false });
  const schema = load('@atlaskit/adf-schema/dist/json-schema/v1/full.json') as Readonly<
    Record<string, unknown>
  >;
  const { validator } = load('@atlaskit/adf-utils/validator') as AdfUtilsValidator;
  const { defaultSchema } = load('@atlaskit/adf-schema/schema-default') as EditorSchema;
  // The schema calls itself draft 4, and uses nothing that later drafts read differently.
  const { $schema: _, ...undated } = schema;
  const bySchema = new Ajv({ strict: false, validateSchema: false }).compile(undated);
  const byAdfUtils = validator();

  const judge = (doc: unknown): AdfVerdict => {
    const first = bySchema(doc) ? undefined : bySchema.errors?.[0];
    return {
      jsonSchema: first && `${first.instancePath} ${first.message}`,
      adfUtils: complaintOf(() => {
        if (!byAdfUtils(doc).valid) throw new Error('not valid');
      }),
      editor: complaintOf(() => defaultSchema.nodeFromJSON(doc).check()),
    };
  };

  return {
    judge,
    objections: (doc) =>
      Object.entries(judge(doc)).flatMap(([name, complaint]) =>
        complaint === undefined ? [] : [`${name}: ${complaint}`],
      ),
  };
}

function complaintOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
