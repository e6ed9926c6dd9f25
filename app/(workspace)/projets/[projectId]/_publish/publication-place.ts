/** The project to publish, and the person for whom its page was made: nobody else acts from it. */
export type PublicationPlace = { person: string; projectId: string }
