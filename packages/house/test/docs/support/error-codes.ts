import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { ROOT } from './pages.ts';

/** A place that gives an error its code in a way that can't be read here. */
export interface Unreadable {
  readonly place: string;
  readonly text: string;
}

interface Found {
  /** Where each code is given, by the code. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  readonly unreadable: readonly Unreadable[];
}

const STABLE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Reads from the sources of what is published which codes its errors can have. */
export function collectErrorCodes(): Found {
  const codes = new Map<string, string[]>();
  const unreadable: Unreadable[] = [];
  const paths = globSync('packages/{core,zoho-desk,jsm,pipeline}/src/**/*.ts', {
    cwd: ROOT,
  });
  for (const path of paths) {
    const text = readFileSync(`${ROOT}/${path}`, 'utf8');
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    for (const given of givenCodes(source)) {
      const values = literals(given);
      for (const value of values.filter((value) => STABLE.test(value))) {
        codes.set(value, [...(codes.get(value) ?? []), path]);
      }
      if (values.length === 0 && !isHandedOn(given)) {
        const { line } = source.getLineAndCharacterOfPosition(given.getStart());
        unreadable.push({ place: `${path}:${line + 1}`, text: given.getText() });
      }
    }
  }
  return { codes, unreadable };
}

/** What stands for a code: values of `code:`, arguments of parameters `code`, and types of both. */
function givenCodes(source: ts.SourceFile): ts.Node[] {
  const given: ts.Node[] = [];
  const positions = new Map<string, number>();
  const aliases = new Map<string, ts.TypeNode>();
  const typed: ts.TypeNode[] = [];
  const calls: ts.CallExpression[] = [];

  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code')
      given.push(node.initializer);
    if (ts.isTypeAliasDeclaration(node)) aliases.set(node.name.text, node.type);
    if (ts.isParameter(node) && node.name.getText() === 'code') {
      const name = nameOf(node.parent);
      if (name) positions.set(name, node.parent.parameters.indexOf(node));
      if (node.type) typed.push(node.type);
    }
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);

  for (const { expression, arguments: args } of calls) {
    const position = positions.get(expression.getText());
    const argument = position === undefined ? undefined : args[position];
    if (argument) given.push(argument);
  }
  for (const type of typed) given.push(aliases.get(type.getText()) ?? type);
  return given;
}

/** `function refuse(code, …)` and `const refuse = (code, …) => …`. */
function nameOf(declaration: ts.SignatureDeclaration): string | undefined {
  if (declaration.name) return declaration.name.getText();
  const { parent } = declaration;
  return ts.isVariableDeclaration(parent) ? parent.name.getText() : undefined;
}

/** The texts that an expression or a type can be. */
function literals(node: ts.Node): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isLiteralTypeNode(node)) return literals(node.literal);
  if (ts.isConditionalExpression(node)) {
    return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  }
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literals);
  return [];
}

/** `error.code`, `code`, `string`: it was given elsewhere, or is no code of ours. */
function isHandedOn(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) ||
    (ts.isIdentifier(node) && node.text === 'code') ||
    // The state of a span, which is no error's.
    (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'SpanStatusCode') ||
    node.kind === ts.SyntaxKind.StringKeyword ||
    ts.isNumericLiteral(node)
  );
}
