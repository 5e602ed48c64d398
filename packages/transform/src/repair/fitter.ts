import { type ContainerType, contentModel } from '../adf/content-model.ts';
import type { AdfBlock } from '../adf/types.ts';
import type { FlowNode } from '../flow/nodes.ts';

/** Where a block is to stand: what is around it. */
export interface Place {
  readonly container: ContainerType;
  /** Nodes from the root to here. */
  readonly depth: number;
  /** Nothing can leave a table's cell. */
  readonly inCell: boolean;
  /** Written before each line, for the quotes around it that ADF can't nest. */
  readonly prefix: string;
}

/** A block that is legal where it stands, or one that only a container further out can hold. */
export interface Placed {
  readonly block: AdfBlock;
  readonly escapes: boolean;
}

export interface Fitter {
  /** The blocks that content becomes in a container. */
  blocks(flow: readonly FlowNode[], place: Place): Placed[];
}

export function settle(block: AdfBlock, { container }: Place): Placed {
  return { block, escapes: !contentModel[container].holds.has(block.type) };
}

/** Puts a container around what it can hold; what it can't stands between two such containers. */
export function wrap(
  children: readonly Placed[],
  container: (content: readonly AdfBlock[]) => AdfBlock,
  place: Place,
): Placed[] {
  const out: Placed[] = [];
  let run: AdfBlock[] = [];
  const flush = (): void => {
    if (run.length > 0) out.push(settle(container(run), place));
    run = [];
  };
  for (const { block, escapes } of children) {
    if (!escapes) {
      run.push(block);
    } else {
      flush();
      out.push(settle(block, place));
    }
  }
  flush();
  return out;
}
