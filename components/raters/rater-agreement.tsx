import Link from 'next/link'
import { FigureText } from '@/components/kit/figure-text'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { agreementMeasures } from '@/lib/domain/agreement/agreement-view'
import { agreementWord } from '@/lib/wording/agreement'
import { wholeNumber } from '@/lib/wording/number'

interface RaterAgreementProps {
  slug: string
  raterId: number
  agreement: NonNullable<RaterDetail['agreement']>
}

/** How the rater agrees with all others, and with each of them. */
export function RaterAgreement({ slug, raterId, agreement: { rater, overall, pairs } }: RaterAgreementProps) {
  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
      <Table label="Agreement with all others">
        <TableHead>
          <tr>
            <HeadCell>Figure</HeadCell>
            <HeadCell isNumber>This rater</HeadCell>
            <HeadCell isNumber>All raters</HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {agreementMeasures.map((measure) => (
            <TableRow key={measure}>
              <TableCell className="font-medium">{agreementWord[measure].name}</TableCell>
              <TableCell isNumber>
                <FigureText figure={rater[measure]} format={agreementWord[measure].format} />
              </TableCell>
              <TableCell isNumber>
                <FigureText figure={overall[measure]} format={agreementWord[measure].format} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {pairs.length > 0 && (
        <div className="grid [&>section]:max-h-[420px]">
          <Table label="Agreement with each other rater">
            <TableHead>
              <tr>
                <HeadCell>Other rater</HeadCell>
                <HeadCell isNumber>Cohen’s kappa</HeadCell>
                <HeadCell isNumber>Raw agreement</HeadCell>
                <HeadCell isNumber>Shared</HeadCell>
              </tr>
            </TableHead>
            <tbody>
              {pairs.map((pair) => {
                const other = pair.raterA === raterId ? pair.raterB : pair.raterA
                return (
                  <TableRow key={other}>
                    <TableCell className="whitespace-nowrap font-medium">
                      <Link
                        href={`/projects/${slug}/raters/${other}`}
                        prefetch={false}
                        className="text-accent underline-offset-2 hover:underline"
                      >
                        Rater {other}
                      </Link>
                    </TableCell>
                    <TableCell isNumber>
                      <FigureText figure={pair.kappa} />
                    </TableCell>
                    <TableCell isNumber>
                      <FigureText figure={pair.agreement} format="percent" />
                    </TableCell>
                    <TableCell isNumber>{wholeNumber(pair.sharedCandidates, 'en')}</TableCell>
                  </TableRow>
                )
              })}
            </tbody>
          </Table>
        </div>
      )}
    </div>
  )
}
