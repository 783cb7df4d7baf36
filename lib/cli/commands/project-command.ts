import { Command } from 'commander'

export const projectCommand = (name: string, description: string): Command =>
  new Command(name).description(description).requiredOption('--project <slug>', 'the project')
