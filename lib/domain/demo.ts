import { type Block, paragraph } from './block.ts'
import { type DemoFile, demoFile } from './demo-file.ts'
import type { IsoDate } from './iso-date.ts'
import type { Project } from './project.ts'
import { template } from './template.ts'

/** The demo project: a year of a lycée that does not exist, complete at `demoAsOf`. */
export const demoProject: Project = projectOf(demoFile)

/** The demo's reference date, which its rules use instead of today. */
export const demoAsOf: IsoDate = demoFile.asOf

/** Comments on the demo's text, by an actor's id; `quote` is in the part's text. */
export const demoComments = demoFile.comments

/** What the demo tells of its publications: the last is made from its content, the others are history. */
export const demoVersions = demoFile.versions

function projectOf(file: DemoFile): Project {
  const { asOf: _, comments: _c, versions: _v, problemStatement, sections, ...rest } = file
  return {
    ...rest,
    templateId: template.templateId,
    templateVersion: template.templateVersion,
    status: 'draft',
    header: { ...rest.header, problemStatement },
    sections: template.sections.map(({ id, title }) => ({
      id,
      title,
      content: sections.find((section) => section.id === id)?.content.flatMap(blocksOf) ?? [],
    })),
    needs: rest.needs.map((need) => ({ ...need, evidence: named(need.evidence, `${need.id}-e`) })),
    goals: rest.goals.map((goal) => ({
      ...goal,
      competencies: named(goal.competencies, `${goal.id}-c`),
    })),
    selfEvaluation: {
      ...rest.selfEvaluation,
      criteria: rest.selfEvaluation.criteria.map(({ criterionId, ...criterion }) => ({
        id: criterionId,
        ...criterion,
      })),
    },
  }
}

function named<Item extends object>(items: Item[], prefix: string): (Item & { id: string })[] {
  return items.map((item, index) => ({ id: `${prefix}${index + 1}`, ...item }))
}

function blocksOf(block: DemoFile['sections'][number]['content'][number]): Block[] {
  switch (block.type) {
    case 'paragraph':
      return [paragraph(block.text)]
    case 'heading':
      return [paragraph(block.text, 'h3')]
    case 'list':
      return block.items.map((item) => paragraph(item, 'bullet'))
  }
}
