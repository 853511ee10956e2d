/** How rows are written as text: alike wherever they are written and read, whatever the role's own settings. */
import type { Manifest } from './manifest.ts';

export const copySettings =
  "set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local extra_float_digits = 1; " +
  "set local bytea_output = 'hex'; set local timezone = 'UTC'; set local client_encoding = 'UTF8'";

export const copyColumns = ({ columns }: Manifest['tables'][number]): string =>
  columns.map((column) => `"${column}"`).join(', ');
