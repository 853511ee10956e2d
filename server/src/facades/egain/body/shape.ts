/** The form of a request's body, said once for XML and JSON (contract egain 3.6). */
import type { JsonObject, JsonValue } from '../../../domain/cases/case.ts';

/** Where a value stands in XML: in an element of its own, or in an attribute of the element around. */
interface Leaf<K extends 'text' | 'scalar'> {
  readonly is: K;
  readonly attribute: boolean;
}

/** A text. In JSON a string and nothing else. */
export type TextShape = Leaf<'text'>;

/** An id or an attribute's value: a text that JSON may also give as a number. */
export type ScalarShape = Leaf<'scalar'>;

/** Whatever stands here is not looked at. */
export interface IgnoredShape {
  readonly is: 'ignored';
}

/** Whatever stands here is kept as it is. */
export interface TreeShape {
  readonly is: 'tree';
}

/** Several in XML are elements of one name; JSON may give a single one without a list. */
export interface ListShape<S extends Shape = Shape> {
  readonly is: 'list';
  readonly of: S;
}

export interface Members {
  readonly [name: string]: Shape;
}

export interface PartsShape<M extends Members = Members> {
  readonly is: 'parts';
  readonly members: M;
  /** Members that are not named are ignored; else they are unsupported. */
  readonly open: boolean;
}

export type Shape = TextShape | ScalarShape | IgnoredShape | TreeShape | ListShape | PartsShape;

export const text: TextShape = { is: 'text', attribute: false };
export const scalar: ScalarShape = { is: 'scalar', attribute: false };
export const ignored: IgnoredShape = { is: 'ignored' };
export const tree: TreeShape = { is: 'tree' };
/** `date`, `rel`, `href`. */
export const textAttribute: TextShape = { is: 'text', attribute: true };
/** `id`. */
export const scalarAttribute: ScalarShape = { is: 'scalar', attribute: true };
export const list = <S extends Shape>(of: S): ListShape<S> => ({ is: 'list', of });
export const parts = <const M extends Members>(members: M): PartsShape<M> => ({ is: 'parts', members, open: false });
export const openParts = <const M extends Members>(members: M): PartsShape<M> => ({ is: 'parts', members, open: true });

/**
 * What is read: absent members are not there; `null` is a JSON null, or parts or a list of nothing but nulls, which means
 * the same as absent but says that nothing was forgotten.
 */
export type Read<S extends Shape> = S extends TextShape | ScalarShape
  ? string
  : S extends TreeShape
    ? JsonValue
    : S extends PartsShape<infer M>
      ? { readonly [K in keyof M]?: Read<M[K]> | null }
      : S extends ListShape<infer O>
        ? readonly (Read<O> | null)[]
        : never;

/** The way to a value from the body's root. */
export type Path = readonly (string | number)[];

/** What is wrong with a body's form. The values concerned are read as absent. */
export interface Faults {
  /** Names of members that the shape has not. */
  readonly unsupported: string[];
  /** Values of the wrong kind. */
  readonly invalid: Path[];
}

export interface Reading<S extends Shape> extends Faults {
  readonly value: Read<S>;
  /** The whole body as a tree, what the shape has not too; undefined: it holds what cannot be kept. */
  readonly whole: () => JsonObject | undefined;
}
