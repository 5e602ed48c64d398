import { isAdfDocument, textOfAdf } from '../model/adf.ts';
import type { Fields } from '../model/json.ts';
import type { RequestTypeField, RequestTypeForm } from '../model/service-desk.ts';
import type { Marker } from '../writes/marker.ts';

const LONGEST_SUMMARY = 255;

const visibleFields = (form: RequestTypeForm): RequestTypeField[] =>
  form.requestTypeFields.filter((field) => field.visible !== false);

/** Fields that the form asks for, and that have neither a value nor a default. */
export function missingFields(form: RequestTypeForm, fields: Fields): RequestTypeField[] {
  return visibleFields(form).filter(
    ({ fieldId, required, defaultValues = [] }) =>
      required && fields[fieldId] === undefined && defaultValues.length === 0,
  );
}

/**
 * The values for servicedeskapi: what the form asks for, and the marker in the first of field, label
 * and summary that the form takes. Everything else follows in the edit: it takes any field, and ADF.
 */
export function formValues(
  form: RequestTypeForm,
  fields: Fields,
  marker: Marker,
  wanted: string,
): Fields {
  const visible = visibleFields(form);
  const takes = (fieldId: string): boolean => visible.some((field) => field.fieldId === fieldId);
  const label = marker.label(wanted);
  const required = visible.filter((field) => field.required && fields[field.fieldId] !== undefined);
  const values: Record<string, unknown> = {
    summary: fields['summary'],
    ...Object.fromEntries(required.map(({ fieldId }) => [fieldId, asText(fields[fieldId])])),
  };
  if (marker.field && takes(marker.field)) values[marker.field] = wanted;
  else if (label && takes('labels')) values['labels'] = [label];
  else values['summary'] = tagged(String(fields['summary']), marker.tag(wanted));
  return values;
}

/** servicedeskapi takes texts as wiki markup; the edit puts the document in its place. */
const asText = (value: unknown): unknown => (isAdfDocument(value) ? textOfAdf(value) : value);

const tagged = (summary: string, tag: string): string =>
  `${summary.slice(0, LONGEST_SUMMARY - tag.length - 1)} ${tag}`;
