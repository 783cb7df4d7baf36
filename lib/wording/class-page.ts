/** Keys of a page of pictures, for the key list of experts, who cannot change them. */
export const pageKeyList = [
  { keys: ['q', 'w', 'e', 'r'], does: 'Image in the first row: yes, or clear it' },
  { keys: ['a', 's', 'd', 'f'], does: 'Image in the second row' },
  { keys: ['z', 'x', 'c', 'v'], does: 'Image in the third row' },
  { keys: ['⇧'], does: 'With the key of an image: maybe' },
  { keys: ['←', '↑', '→', '↓'], does: 'Go to another image' },
  { keys: ['Space'], does: 'Enlarge that image' },
  { keys: ['Enter'], does: 'Submit; images without a mark are no' },
  { keys: ['Backspace'], does: 'Reopen the last page' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]
