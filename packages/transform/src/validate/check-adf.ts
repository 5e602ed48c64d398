import { MAX_ADF_DEPTH } from '../adf/content-model.ts';
import { measureNode } from '../adf/measure.ts';
import type { AdfDoc, AdfNode } from '../adf/types.ts';
import { sourceOf } from '../images/images-of.ts';
import { createAdfUtilsValidator } from './adf-utils.ts';

/** Why Jira would refuse a document. It says only `INVALID_INPUT`, or `ATTACHMENT_VALIDATION_ERROR`. */
export interface AdfProblem {
  readonly code:
    | 'content-model'
    | 'too-long'
    | 'too-deep'
    | 'line-break-in-text'
    | 'unresolved-image';
  /** Where: types and places from the root, such as `doc/table[2]/tableRow[0]`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** The limit of the field that the document is for. */
export interface CheckAdfOptions {
  /** The most characters of text that the field takes. Default 32,767. */
  readonly limit?: number | undefined;
}

const FIELD_LIMIT = 32_767;

/**
 * Checks a document before it is sent: the content model, by Atlassian's validator, and what the issue and comment
 * fields ask besides. Documents of `htmlToAdf` pass, once their images are resolved and they are not too long.
 */
export function createAdfChecker(): (doc: AdfDoc, options?: CheckAdfOptions) => AdfProblem[] {
  const validate = createAdfUtilsValidator();
  return (doc, { limit = FIELD_LIMIT } = {}) => [
    ...checkModel(doc, validate),
    ...checkLength(doc, limit),
    ...doc.content.flatMap((node, at) => checkNode(node, `doc/${node.type}[${at}]`, 2)),
  ];
}

function checkModel(
  doc: AdfDoc,
  validate: (doc: unknown) => { readonly valid: boolean },
): AdfProblem[] {
  try {
    if (validate(doc).valid) return [];
    return [contentModelProblem('the document is not valid')];
  } catch (error) {
    return [contentModelProblem(error instanceof Error ? error.message : String(error))];
  }
}

function contentModelProblem(message: string): AdfProblem {
  return {
    code: 'content-model',
    path: 'doc',
    message,
    remedy: 'Look at the handler or the code that made this node; ADF does not allow it there.',
  };
}

function checkLength(doc: AdfDoc, limit: number): AdfProblem[] {
  const length = doc.content.reduce((sum, block) => sum + measureNode(block, 'text'), 0);
  if (length <= limit) return [];
  return [
    {
      code: 'too-long',
      path: 'doc',
      message: `${length} characters of text, where the field takes ${limit}`,
      remedy: 'Call splitAdf with a limit of about 30,000.',
    },
  ];
}

function checkNode(node: AdfNode, path: string, depth: number): AdfProblem[] {
  if (depth > MAX_ADF_DEPTH) {
    return [
      {
        code: 'too-deep',
        path,
        message: `nested deeper than ${MAX_ADF_DEPTH} nodes`,
        remedy: 'Flatten what is nested; htmlToAdf does so by itself.',
      },
    ];
  }
  if (node.type === 'codeBlock') return [];
  if (node.type === 'text' && /[\r\n]/.test(node.text)) {
    return [
      {
        code: 'line-break-in-text',
        path,
        message: 'a text node holds a line break',
        remedy: 'Write a hardBreak node between two text nodes.',
      },
    ];
  }
  if (node.type === 'media' || node.type === 'mediaInline') return checkMedia(node, path);
  if (!('content' in node) || node.content === undefined) return [];
  return node.content.flatMap((child, at) =>
    checkNode(child, `${path}/${child.type}[${at}]`, depth + 1),
  );
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkMedia(
  node: Extract<AdfNode, { readonly type: 'media' | 'mediaInline' }>,
  path: string,
): AdfProblem[] {
  const source = sourceOf(node);
  const problem = (message: string, remedy: string): AdfProblem[] => [
    { code: 'unresolved-image', path, message, remedy },
  ];
  if (source !== undefined) {
    // Jira takes public images from where they are.
    return node.type === 'media' && source.kind === 'remote'
      ? []
      : problem(
          `an image that is still a ${source.kind} address of its source`,
          'Call rewriteImages, or withPlaceholders.',
        );
  }
  const id = 'id' in node.attrs ? node.attrs.id : '';
  return UUID.test(id)
    ? []
    : problem(
        'the id of a file is not a media UUID',
        'Take it from the Location header of GET /attachment/content/{id}; the attachment id itself is refused.',
      );
}
