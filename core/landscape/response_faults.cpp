#include "core/landscape/response_faults.hpp"

#include <utility>

#include "core/document_text.hpp"

namespace drydock {

namespace {

/// Assumption: no more different reads than this are repeated while a stale cache lasts.
constexpr std::size_t kept_max = 100'000;

constexpr std::string_view renamed_prefix = "x_";

class FieldChange {
public:
    FieldChange(FaultKind kind, std::string_view field)
        : kind_{kind}, field_{field}, renamed_{std::string{renamed_prefix}.append(field)} {}

    [[nodiscard]] Document of(const Document& body) {
        copy(body.root());
        return writer_.finish();
    }

private:
    void copy(Value value) {
        if (value.is_object()) {
            writer_.begin_object();
            for (const Value member : value) {
                copy_member(member);
            }
            if (kind_ == FaultKind::field_added) {
                writer_.name(field_);
                writer_.add("added");
            }
            writer_.end();
        } else if (value.is_array()) {
            writer_.begin_array();
            for (const Value element : value) {
                copy(element);
            }
            writer_.end();
        } else {
            writer_.add(value);
        }
    }
    void copy_member(Value member) {
        const bool meant = member.key() == field_;
        if (meant && kind_ == FaultKind::field_missing) {
            return;
        }
        if (meant && kind_ == FaultKind::field_renamed) {
            writer_.name(renamed_);
        } else {
            writer_.name(member.key());
        }
        if (meant && kind_ == FaultKind::field_retyped) {
            retype(member);
        } else {
            copy(member);
        }
    }
    void retype(Value value) {
        if (value.is_number()) {
            DocumentWriter number;
            number.add(value);
            writer_.add(number.finish().text());
            return;
        }
        writer_.begin_array();
        copy(value);
        writer_.end();
    }

    FaultKind kind_;
    std::string_view field_;
    std::string renamed_;  ///< The writer reads a name with the value that follows.
    DocumentWriter writer_;
};

}  // namespace

Document with_field_changed(const Document& body, FaultKind kind, std::string_view field) {
    return body.empty() ? body : FieldChange{kind, field}.of(body);
}

void ResponseFaults::begin(const ActiveFault& fault, std::string field) {
    faults_.push_back({fault, std::move(field)});
}

void ResponseFaults::end(std::uint32_t fault_index) {
    std::erase_if(faults_, [&](const Entry& entry) { return entry.fault.index == fault_index; });
    kept_.clear();
}

void ResponseFaults::answer_stale(
    const Entry& entry, const Subject& subject, Instant now, Response& response
) {
    const auto kept = kept_.find(subject.content);
    if (kept != kept_.end() && now - kept->second.at <= entry.fault.delay) {
        entry.fault.hits->count(entry.fault.index);
        response = kept->second.response;
    } else if (kept_.size() < kept_max || kept != kept_.end()) {
        kept_.insert_or_assign(subject.content, Kept{now, response});
    }
}

void ResponseFaults::apply(
    const Subject& subject, Instant now, const Draws& draws, Response& response
) {
    if (!response.success()) {
        return;
    }
    for (const Entry& entry : faults_) {
        if (entry.fault.kind == FaultKind::stale_reads) {
            if (subject.is_read &&
                entry.fault.strikes_too(draws, subject.entity, subject.operation)) {
                answer_stale(entry, subject, now, response);
            }
        } else if (entry.fault.strikes(draws, subject.entity, subject.operation)) {
            response.body = with_field_changed(response.body, entry.fault.kind, entry.field);
        }
    }
}

}  // namespace drydock
