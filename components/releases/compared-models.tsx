import { ArrowDown, ArrowUp } from 'lucide-react'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ReleaseComparison } from '@/lib/contracts/releases/release'

const accuracy = (share: number) => share.toFixed(4)

function Move({ before, after }: { before: number; after: number }) {
  if (before === after) return <span className="text-second">same place</span>
  const Icon = after < before ? ArrowUp : ArrowDown
  const places = Math.abs(after - before)
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <Icon aria-hidden size={14} />
      {after < before ? 'up' : 'down'} {places}
    </span>
  )
}

/** How the ranking of models by reassessed accuracy moves from one release to the other. */
export function ComparedModels({ comparison }: { comparison: ReleaseComparison }) {
  const { a, b, models } = comparison
  return (
    <Table label="Models by rank">
      <TableHead>
        <tr>
          <HeadCell>Model</HeadCell>
          <HeadCell isNumber>Rank in {a.version}</HeadCell>
          <HeadCell isNumber>Rank in {b.version}</HeadCell>
          <HeadCell>Moves</HeadCell>
          <HeadCell isNumber>Accuracy in {a.version}</HeadCell>
          <HeadCell isNumber>Accuracy in {b.version}</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {models.map((model) => (
          <TableRow key={model.modelId}>
            <TableCell className="font-medium">{model.name}</TableCell>
            <TableCell isNumber>{model.before}</TableCell>
            <TableCell isNumber>{model.after}</TableCell>
            <TableCell>
              <Move before={model.before} after={model.after} />
            </TableCell>
            <TableCell isNumber>{accuracy(model.accuracyBefore)}</TableCell>
            <TableCell isNumber>{accuracy(model.accuracyAfter)}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
