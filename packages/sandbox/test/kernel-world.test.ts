import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '@zdjsm/testing/cases';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWorld } from '../src/kernel/world.ts';

interface Pet {
  readonly id: string;
  readonly owner: string;
  readonly tags: readonly string[];
}

const pet = (id: string, owner: string, ...tags: string[]): Pet => ({ id, owner, tags });

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zdjsm-world-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('an index of a collection', () => {
  test('follows every change, and keeps the order of arrival', () => {
    const pets = createWorld().collection<Pet>('pets');
    pets.set('1', pet('1', 'ann', 'small'));
    const byOwner = pets.index((record) => [record.owner]);
    pets.set('2', pet('2', 'ann'));
    pets.set('1', pet('1', 'ann', 'large'));
    expect(byOwner.find('ann').map((record) => record.id)).toEqual(['1', '2']);

    pets.set('1', pet('1', 'bob'));
    pets.delete('2');
    expect([...byOwner.keys()]).toEqual(['bob']);
    expect(byOwner.first('bob')).toEqual(pet('1', 'bob'));
  });

  test('finds what a scan finds, whatever was set and deleted', () => {
    const change = fc.record({
      id: fc.constantFrom('1', '2', '3'),
      tags: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'))),
    });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const pets = createWorld().collection<Pet>('pets');
        const byTag = pets.index((record) => record.tags);
        for (const { id, tags } of changes) {
          if (tags) pets.set(id, pet(id, 'ann', ...tags));
          else pets.delete(id);
        }
        for (const tag of ['a', 'b', 'c']) {
          const scanned = [...pets.values()].filter((record) => record.tags.includes(tag));
          expect(new Set(byTag.find(tag))).toEqual(new Set(scanned));
        }
      }),
      cases(100),
    );
  });
});

test('a world started again in its folder has what was committed, indexes included', () => {
  const folder = temporaryFolder();
  const start = () => {
    const world = createWorld({ folder });
    const pets = world.collection<Pet>('pets');
    const byOwner = pets.index((record) => [record.owner]);
    pets.set('seed', pet('seed', 'ann'));
    world.seeded();
    return { world, pets, byOwner };
  };
  const first = start();
  first.pets.set('2', pet('2', 'bob'));
  first.pets.delete('seed');
  first.world.commit();
  first.pets.set('3', pet('3', 'bob'));
  first.world.close();

  const second = start();
  expect([...second.pets.values()]).toEqual([pet('2', 'bob')]);
  expect(second.byOwner.find('ann')).toEqual([]);
  expect(second.byOwner.find('bob')).toHaveLength(1);
  second.world.close();
});
