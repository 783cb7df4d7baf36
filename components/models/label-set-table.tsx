import { Section } from '@/components/kit/section'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { LabelSetOfPage } from '@/lib/contracts/models/label-set'
import type { ModelsPage } from '@/lib/contracts/models/models-page'
import { accuracyText, rangeText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'
import { DeleteLabelSet } from './delete-label-set'

const none = '–'

function differing({ compared, differing: count }: LabelSetOfPage): string {
  return compared === 0 ? none : `${accuracyText(count / compared)} of ${wholeNumber(compared, 'en')}`
}

/** Labels of other studies: on how many images they differ from the run's, and what the models reach on them. */
export function LabelSetTable({ page }: { page: ModelsPage }) {
  const { labelSets, models, run } = page
  return (
    <Section
      title="Labels of other studies"
      note="Compared on the rated images that both have. A model is correct where its prediction is among the labels of an image; images without a label are left out."
    >
      <Table label="Labels of other studies compared with the run">
        <TableHead>
          <tr>
            <HeadCell>Labels</HeadCell>
            <HeadCell isNumber>Images</HeadCell>
            <HeadCell isNumber>Labels in all</HeadCell>
            <HeadCell isNumber>Images that differ</HeadCell>
            <HeadCell isNumber>Only in {run ? `run ${run.id}` : 'the run'}</HeadCell>
            <HeadCell isNumber>Only there</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {labelSets.map((set) => (
            <TableRow key={set.id}>
              <TableCell>{set.name}</TableCell>
              <TableCell isNumber>{wholeNumber(set.images, 'en')}</TableCell>
              <TableCell isNumber>{wholeNumber(set.labels, 'en')}</TableCell>
              <TableCell isNumber>{differing(set)}</TableCell>
              <TableCell isNumber>{wholeNumber(set.onlyOurs, 'en')}</TableCell>
              <TableCell isNumber>{wholeNumber(set.onlyTheirs, 'en')}</TableCell>
              <TableCell className="text-end">
                <DeleteLabelSet slug={page.slug} set={set} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {models.length > 0 && (
        <Table label="Accuracy of models on labels of other studies" frameClassName="mt-4">
          <TableHead>
            <tr>
              <HeadCell>Model</HeadCell>
              <HeadCell isNumber>{run ? `Run ${run.id}` : 'Run'}</HeadCell>
              {labelSets.map(({ id, name }) => (
                <HeadCell key={id} isNumber>
                  {name}
                </HeadCell>
              ))}
            </tr>
          </TableHead>
          <tbody>
            {models.map(({ modelId, name, figures }) => (
              <TableRow key={modelId}>
                <TableCell>{name}</TableCell>
                <TableCell isNumber>
                  {figures?.reassessed.share == null ? none : accuracyText(figures.reassessed.share)}
                </TableCell>
                {labelSets.map((set) => {
                  const found = set.models.find((one) => one.modelId === modelId)
                  return (
                    <TableCell key={set.id} isNumber>
                      {found && found.count > 0
                        ? `${accuracyText(found.right / found.count)} (${rangeText(found.interval)})`
                        : none}
                    </TableCell>
                  )
                })}
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
