import { invalidField } from '../api/refusal.ts';
import { plainText } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';
import { jiraTime } from '../text/times.ts';
import { type FieldKind, type FieldWrite, storedList, storedString } from './field-kind.ts';

const SUMMARY_LIMIT = 255;
const LABEL_LIMIT = 255;
const LINE_LIMIT = 255;

function stringOf(input: unknown, write: FieldWrite): string {
  if (typeof input !== 'string') {
    throw invalidField(write.field.id, 'Operation value must be a string');
  }
  return input;
}

export const summary: FieldKind = {
  type: 'string',
  operations: ['set'],
  parse(input, write) {
    if (input === null || input === undefined || input === '') {
      throw invalidField('summary', 'You must specify a summary of the issue.');
    }
    const text = stringOf(input, write);
    if (/[\r\n]/.test(text)) {
      throw invalidField(
        'summary',
        'The summary is invalid because it contains newline characters.',
      );
    }
    // The wording says "less than", the limit is inclusive (facts § 4.1).
    if (text.length > SUMMARY_LIMIT) {
      throw invalidField('summary', 'Summary must be less than 255 characters.');
    }
    if (text.trim() === '') {
      throw invalidField('summary', 'You must specify a summary of the issue.');
    }
    return text;
  },
  show: (stored) => stored,
  text: storedString,
};

export const line: FieldKind = {
  type: 'string',
  operations: ['set'],
  parse(input, write) {
    const text = stringOf(input, write);
    if (text.length > LINE_LIMIT) {
      const message =
        'The entered text is too long. It exceeds the allowed limit of 255 characters.';
      throw invalidField(write.field.id, message);
    }
    return text === '' ? null : text;
  },
  show: (stored) => stored,
  text: storedString,
};

export const richText: FieldKind = {
  type: 'string',
  operations: ['set'],
  parse: (input, write) => write.richText(input, write.field.id),
  show: (stored, read) => read.richText(storedString(stored)),
  text: (stored) => plainText(parseAdf(storedString(stored))),
};

export const number: FieldKind = {
  type: 'number',
  operations: ['set'],
  parse(input, write) {
    if (typeof input !== 'number') {
      throw invalidField(write.field.id, 'Operation value must be a number');
    }
    return input;
  },
  show: (stored) => stored,
  text: String,
};

export const date: FieldKind = {
  type: 'date',
  operations: ['set'],
  parse(input, write) {
    const text = stringOf(input, write);
    const valid = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
    if (!valid) throw invalidField(write.field.id, 'Error parsing date/time string.');
    return text;
  },
  show: (stored) => stored,
  text: storedString,
};

export const dateTime: FieldKind = {
  type: 'datetime',
  operations: ['set'],
  parse(input, write) {
    const text = stringOf(input, write);
    // 2015-11-18T14:39:00.000+1100 (facts § 3.4); with a colon or Z it is ISO 8601 all the same.
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})$/;
    const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    if (!form.test(text) || Number.isNaN(time)) {
      throw invalidField(write.field.id, 'Error parsing date/time string.');
    }
    return time;
  },
  show: (stored) => jiraTime(Number(stored)),
  text: (stored) => jiraTime(Number(stored)),
};

export const url: FieldKind = {
  type: 'string',
  operations: ['set'],
  parse(input, write) {
    const text = stringOf(input, write);
    if (text === '') return null;
    if (!URL.canParse(text)) throw invalidField(write.field.id, 'Not a valid URL');
    return text;
  },
  show: (stored) => stored,
  text: storedString,
};

export const labels: FieldKind = {
  type: 'array',
  items: 'string',
  operations: ['add', 'set', 'remove'],
  parse(input, write) {
    if (!Array.isArray(input))
      throw invalidField(write.field.id, 'Operation value must be an array');
    const names = new Set(input.map((label: unknown) => stringOf(label, write)));
    for (const name of names) {
      if (/\s/.test(name)) {
        throw invalidField(write.field.id, `The label '${name}' contains spaces which is invalid.`);
      }
      if (name.length > LABEL_LIMIT) {
        const message = `The label '${name}' exceeds the maximum length for a single label of 255 characters.`;
        throw invalidField(write.field.id, message);
      }
    }
    return [...names].filter((name) => name !== '').sort();
  },
  show: (stored) => stored,
  text: (stored) => storedList(stored).join(' '),
};
