import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { ROOT } from './pages.ts';

/** The doors of what is published. */
export const DOORS = [
  'packages/transform/src/index.ts',
  'packages/transform/src/validate/index.ts',
  'packages/zoho-desk/src/index.ts',
  'packages/zoho-desk/src/redis.ts',
  'packages/jsm/src/index.ts',
  'packages/jsm/src/redis.ts',
  'packages/pipeline/src/index.ts',
] as const;

export interface PublicExport {
  readonly name: string;
  /** Where it is declared, from the root. */
  readonly file: string;
  readonly documented: boolean;
}

/** What a door exports, followed to where each is declared. */
export function publicExports(door: string): PublicExport[] {
  return exportsOf(resolve(ROOT, door)).map(({ name, file, node }) => ({
    name,
    file: file.slice(ROOT.length + 1),
    documented: ts.getJSDocCommentsAndTags(node).length > 0,
  }));
}

interface Declared {
  readonly name: string;
  readonly file: string;
  readonly node: ts.Node;
}

function exportsOf(file: string): Declared[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  return source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement)
      ? handedOn(file, statement)
      : namesOf(statement).map((name) => ({ name, file, node: statement })),
  );
}

/** `export … from`, of some names or of all. */
function handedOn(file: string, { moduleSpecifier, exportClause }: ts.ExportDeclaration) {
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
  const all = exportsOf(pathOf(file, moduleSpecifier.text));
  if (!exportClause || !ts.isNamedExports(exportClause)) return all;
  return exportClause.elements.flatMap((element) => {
    const wanted = (element.propertyName ?? element.name).text;
    return all
      .filter(({ name }) => name === wanted)
      .map((declared) => ({ ...declared, name: element.name.text }));
  });
}

function pathOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return join(dirname(file), specifier);
  const path = resolve(ROOT, specifier.replace('@zdjsm/', 'packages/'), 'src/index.ts');
  if (!existsSync(path)) throw new Error(`${file} exports from ${specifier}, which is not ours`);
  return path;
}

/** What a statement declares for others. */
function namesOf(statement: ts.Statement): string[] {
  if (!ts.canHaveModifiers(statement)) return [];
  const modifiers = ts.getModifiers(statement) ?? [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name ? [name.getText()] : [];
}
