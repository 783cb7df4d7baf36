import { Command } from 'commander'
import { accuraciesCommand } from './import/accuracies'
import { candidatesCommand } from './import/candidates'
import { classesCommand } from './import/classes'
import { folderCommand } from './import/folder'
import { imagesCommand } from './import/images'
import { labelsCommand } from './import/labels'
import { predictionsCommand } from './import/predictions'
import { realVotesCommand } from './import/real-votes'
import { textCommand } from './import/text'
import { translationsCommand } from './import/translations'
import { votesCommand } from './import/votes'

export const importCommand = () =>
  new Command('import')
    .description('Import data into a project.')
    .addCommand(accuraciesCommand())
    .addCommand(candidatesCommand())
    .addCommand(classesCommand())
    .addCommand(folderCommand())
    .addCommand(imagesCommand())
    .addCommand(labelsCommand())
    .addCommand(predictionsCommand())
    .addCommand(realVotesCommand())
    .addCommand(textCommand())
    .addCommand(translationsCommand())
    .addCommand(votesCommand())
