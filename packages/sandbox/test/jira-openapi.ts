import { shared } from '@zdjsm/testing';
import { Ajv, type ValidateFunction } from 'ajv';

/** Atlassian's own documents, as far as tests ask them something. */

export type ApiName = 'platform' | 'servicedesk' | 'confluence-v2' | 'confluence-v1';

const FILES: Readonly<Record<ApiName, string>> = {
  platform: 'jira-platform-v3.2026-07.json',
  servicedesk: 'jsm-servicedeskapi.2025-09.json',
  'confluence-v2': 'confluence-v2.2026-07.json',
  'confluence-v1': 'confluence-v1.2026-07.json',
};

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
  readonly 'x-experimental'?: boolean;
  readonly 'x-atlassian-oauth2-scopes'?: readonly {
    readonly scheme: string;
    readonly state: string;
    readonly scopes: readonly string[];
  }[];
}

interface RequestBody {
  readonly content: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}
interface Reference {
  readonly $ref: string;
}
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

export interface OpenApi {
  /** By `GET /path`. */
  readonly operations: ReadonlyMap<string, Operation>;
  queryOf(key: string): Map<string, boolean>;
  /** Content type and schema of each body that an operation takes. */
  bodiesOf(key: string): [type: string, schema: Schema | undefined][];
  resolve(schema: Schema): Schema;
  /** What is wrong with an answer; nothing when it fits, or when the document says nothing. */
  complaints(key: string, status: number, body: unknown): string[];
}

export function openApi(name: ApiName): OpenApi {
  const document = shared.json<Document>('specs', 'atlassian', FILES[name]);
  const operations = new Map<string, Operation>();
  const shared_ = new Map<string, readonly (Parameter | Reference)[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = methods[method];
      if (operation) operations.set(`${method.toUpperCase()} ${path}`, operation as Operation);
    }
    shared_.set(path, (methods.parameters as readonly Parameter[] | undefined) ?? []);
  }
  const at = (reference: string): unknown =>
    reference
      .split('/')
      .slice(1)
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref !== undefined) return resolve(at(schema.$ref) as Schema);
    const [only, ...others] = schema.allOf ?? [];
    return only && others.length === 0 && !schema.properties ? resolve(only) : schema;
  };

  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    validateSchema: false,
    allErrors: true,
  });
  ajv.addSchema(document, name);
  const compiled = new Map<string, ValidateFunction | undefined>();
  const validator = (key: string, status: number): ValidateFunction | undefined => {
    const id = `${key} ${status}`;
    if (compiled.has(id)) return compiled.get(id);
    const [method = '', path = ''] = key.split(' ');
    const content = operations.get(key)?.responses[status]?.content;
    const type = Object.keys(content ?? {}).find((candidate) => candidate.includes('json'));
    const segment = (text: string): string =>
      encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
    const pointer = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content'];
    const made =
      type === undefined || content?.[type]?.schema === undefined
        ? undefined
        : ajv.compile({ $ref: `${name}#/${[...pointer, type, 'schema'].map(segment).join('/')}` });
    compiled.set(id, made);
    return made;
  };

  return {
    operations,
    resolve,
    queryOf(key) {
      const operation = operations.get(key);
      const all = [
        ...(operation?.parameters ?? []),
        ...(shared_.get(key.split(' ')[1] ?? '') ?? []),
      ];
      const parameters = all.map((one) => ('$ref' in one ? (at(one.$ref) as Parameter) : one));
      return new Map(
        parameters
          .filter((parameter) => parameter.in === 'query')
          .map((parameter) => [parameter.name, parameter.required ?? false]),
      );
    },
    bodiesOf(key) {
      const body = operations.get(key)?.requestBody;
      if (!body) return [];
      const { content } = '$ref' in body ? (at(body.$ref) as RequestBody) : body;
      return Object.entries(content).map(([type, { schema }]) => [type, schema]);
    },
    complaints(key, status, body) {
      if (!operations.has(key)) return [`${key} is not documented`];
      const validate = validator(key, status);
      if (!validate || validate(body)) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${key} ${status} ${instancePath} ${message} ${JSON.stringify(params)}`,
      );
    },
  };
}
