/// A command that takes effect once under its key, however often it is sent: a row of a file.
package struct Once<Wrapped: Command>: Command {
    package var key: String
    package var command: Wrapped

    package init(key: String, command: Wrapped) {
        self.key = key
        self.command = command
    }

    /// Nil when the key was used before.
    package func decide(_ decision: inout Decision) throws -> Wrapped.Answer? {
        guard try decision.world.known(messages: [key]).isEmpty else { return nil }
        let answer = try command.decide(&decision)
        decision.world.remember(message: key)
        return answer
    }
}
