/** The keys of a page of pictures, as they are listed for experts, who cannot change them. */
export const pageKeyList = [
  { keys: ['q', 'w', 'e', 'r'], does: 'Picture in the first row: yes, or clear it' },
  { keys: ['a', 's', 'd', 'f'], does: 'Picture in the second row' },
  { keys: ['z', 'x', 'c', 'v'], does: 'Picture in the third row' },
  { keys: ['⇧'], does: 'With the key of a picture: maybe' },
  { keys: ['←', '↑', '→', '↓'], does: 'Go to another picture' },
  { keys: ['Space'], does: 'Enlarge that picture' },
  { keys: ['Enter'], does: 'Submit; pictures without a mark are no' },
  { keys: ['Backspace'], does: 'Reopen the last page' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]
