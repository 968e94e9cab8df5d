import Crypto
import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import Records

/// A record that somebody else changed after a form showed it: neither text may be lost.
struct RecordConflict {
    let file: QualificationFile
    /// What the form says.
    let typed: QualificationRecord
    let visit: Visit

    /// - Returns: nil when the form showed the record as it is kept.
    init?(_ file: QualificationFile, typed: QualificationRecord, _ visit: Visit) throws {
        guard let seen = visit.form.text("seen"), try seen != file.record.digest,
            typed != file.record
        else { return nil }
        self.file = file
        self.typed = typed
        self.visit = visit
    }

    /// Who changed it, and what they wrote where the form says something else.
    func view() async throws -> View {
        let lead = file.lead.id
        let last = try await visit.read { transaction in
            var filter = EventFilter()
            filter.lead = lead
            filter.names = ["lead.qualification-changed"]
            return try transaction.events(filter, Page(limit: 1, newestFirst: true)).first
        }
        let who = last.map { StoryView.who($0.stamp.actor, visit) }
        let differing = QualificationField.allCases.filter {
            text($0, file.record) != text($0, typed)
        }
        return [
            "message": visit.words(
                "record.conflict",
                [
                    "name": who ?? "–",
                    "when": last.map { visit.reader.ago($0.stamp.at) } ?? "–",
                ]),
            "fields": differing.map { field -> View in
                [
                    "name": visit.words["field.\(field.rawValue)"],
                    "theirs": text(field, file.record) ?? "–",
                ]
            },
        ]
    }

    private func text(_ field: QualificationField, _ record: QualificationRecord) -> String? {
        QualificationText.of(field, in: record, visit)
    }
}

extension QualificationRecord {
    /// Names the record as it is kept, for a form to say which it showed.
    var digest: String {
        get throws {
            let hash = SHA256.hash(data: Data(try JSONText.of(self).utf8)).prefix(12)
            return hash.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        }
    }
}
