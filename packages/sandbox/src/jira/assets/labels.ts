import type { AssetObject } from '../model/assets.ts';
import type { Site } from '../site.ts';

/** What an object is called: the value of its type's label attribute. */
export function labelOf(site: Site, object: AssetObject): string {
  const attribute = site.store.assetAttributesByType.find(object.typeId).find(({ label }) => label);
  return (attribute && object.values[attribute.id]?.[0]) ?? object.key;
}
