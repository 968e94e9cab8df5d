import CLibical

/// A component as libical reads it.
final class Component {
    private let root: OpaquePointer

    /// Nil when libical makes nothing of the lines.
    init?(_ kind: String, _ lines: [String], inner: [ICalText.Block] = []) {
        let parts = inner.flatMap { ["BEGIN:\($0.kind)"] + $0.lines + ["END:\($0.kind)"] }
        let all = ["BEGIN:\(kind)"] + lines + parts + ["END:\(kind)"]
        // A line that begins with a space would continue the one before.
        let text = all.joined(separator: "\r\n") + "\r\n"
        guard !text.utf8.contains(0), let root = icalparser_parse_string(text) else { return nil }
        self.root = root
    }

    deinit { icalcomponent_free(root) }

    func properties(_ kind: icalproperty_kind) -> [Property] {
        var found: [Property] = []
        var next = icalcomponent_get_first_property(root, kind)
        while let property = next {
            found.append(Property(property, of: self))
            next = icalcomponent_get_next_property(root, kind)
        }
        return found
    }

    func first(_ kind: icalproperty_kind) -> Property? {
        icalcomponent_get_first_property(root, kind).map { Property($0, of: self) }
    }

    /// A copy that its owner frees.
    func copy() -> OpaquePointer? { icalcomponent_new_clone(root) }
}

/// A line of a component; it keeps the component.
struct Property {
    private let property: OpaquePointer
    private let component: Component

    init(_ property: OpaquePointer, of component: Component) {
        self.property = property
        self.component = component
    }

    /// As written, with escapes.
    var text: String {
        guard let text = icalproperty_get_value_as_string_r(property) else { return "" }
        defer { icalmemory_free_buffer(text) }
        return String(cString: text)
    }

    /// A date or time; null where the value is none.
    var time: icaltimetype { icalvalue_get_datetime(icalproperty_get_value(property)) }

    var isTime: Bool {
        let kind = icalvalue_isa(icalproperty_get_value(property))
        return kind == ICAL_DATE_VALUE || kind == ICAL_DATETIME_VALUE
    }

    /// What RDATE holds: a time, or a period.
    var timeOrPeriod: icaldatetimeperiodtype {
        icalvalue_get_datetimeperiod(icalproperty_get_value(property))
    }

    var duration: icaldurationtype { icalvalue_get_duration(icalproperty_get_value(property)) }

    var zoneName: String? {
        guard let zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER),
            let name = icalparameter_get_tzid(zone)
        else { return nil }
        return String(cString: name)
    }

    var isFromThenOn: Bool {
        guard let range = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER) else {
            return false
        }
        return icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE
    }
}
