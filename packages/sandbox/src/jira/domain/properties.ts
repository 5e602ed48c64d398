import { badRequest } from '../api/refusal.ts';
import type { Json } from '../model/json.ts';
import type { Site } from '../site.ts';

const MAX_KEY = 255;
const MAX_VALUE = 32_768;

/** Owner and key, in a form that no key can imitate. */
export function propertyId(owner: string, key: string): string {
  return `${owner}\u0000${key}`;
}

export function checkProperty(key: string, value: Json): void {
  if (key === '' || Buffer.byteLength(key) > MAX_KEY) {
    throw badRequest('The property key must be between 1 and 255 characters long.');
  }
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_VALUE) {
    throw badRequest('The property value is too long: it must not exceed 32768 characters.');
  }
}

/** Replaces, never merges. True when the property is new. */
export function setProperty(site: Site, owner: string, key: string, value: Json): boolean {
  checkProperty(key, value);
  const id = propertyId(owner, key);
  const isNew = site.store.properties.get(id) === undefined;
  site.store.properties.set(id, { owner, key, value });
  return isNew;
}

export function deleteProperties(site: Site, owner: string): void {
  for (const property of site.store.propertiesByOwner.find(owner)) {
    site.store.properties.delete(propertyId(owner, property.key));
  }
}
