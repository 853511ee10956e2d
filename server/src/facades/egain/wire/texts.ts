/** Texts of the wire (contract egain 3.5): kept as sent, judged by their UTF-16 length. */

/** Longest subject, description and solution that this face is sent. */
export const maxTextLength = 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that the contract refuses.
const refused = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Whether the text holds nothing that is refused: control characters, non-characters, half surrogate pairs. */
export const isFitText = (text: string): boolean => text.isWellFormed() && !refused.test(text);

/** What a text attribute may consist of when this face sends it (4.5); one class, so that it cannot run away. */
const attributePattern = /^[\u0080-\uffffa-zA-Z0-9,/?=#()'"@&\s:._-]*$/;

export const isFitAttributeText = (text: string): boolean => attributePattern.test(text);

/** What a note may consist of (6.6): no comma, no plus sign. */
const notePattern = /^[\u0080-\uffffa-zA-Z0-9@&\s:'._-]*$/;

export const isFitNote = (text: string): boolean => notePattern.test(text);
