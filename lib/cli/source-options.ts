import type { Command } from 'commander'

/** Splits at commas, except within double quotes, as in CSV. */
export const names = (text: string) =>
  (text.match(/("[^"]*"|[^,])+/g) ?? []).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  )

export const withSourceOptions = (command: Command) =>
  command
    .option(
      '--ask <source>',
      'what raters are asked about: models (what models propose), original (the original label of each image), classes (every class of a list on each image) or list (what an imported list names for each image); default: as the draft has it, or else models where there are any',
    )
    .option(
      '--classes <names>',
      'the classes to ask about, separated by commas: names, in double quotes if they contain a comma, ids or indices (all)',
      names,
    )
