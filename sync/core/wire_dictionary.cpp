#include "sync/core/wire_dictionary.hpp"

namespace qiantai::sync {
namespace {

// clang-format off
constexpr std::string_view k_push_dictionary = R"~({"entity":"member_conflict","op":"update","columns":[],"same":{"status":"resolved","resolved_by":"1001","resolved_at":17950000}}
{"entity":"staff","op":"update","columns":[],"same":{"pin_hash":"$argon2id$v=19$m=65536,t=3,p=1$","pin_changed_at":17950000,"pin_must_change":false}}
["name",["birthday","date"],["joined_on","date"],["created_at","time"],["member_id","id"],"phone","gender","heard_from","home_clerk","number","purpose","decision","incarnation","chain_seq","hash"]
"male","unstated","lunar","walk_in","advertisement","online","event","other","gold","standard","lapsed","frozen","erased","lost","replaced","withdrawn","callback","paper","store_manager","preferences":"","notes":""
{"entity":"renewal","op":"insert","columns":[],"same":{"store_code":"S001","member_id":"01a1f","card_id":"01a1f","decision":"renewed","expires_before":"2026-1","expires_after":"2027-1","reason":"","business_date":"2026-1","created_by":"1001","created_at":17950}}
{"entity":"member_contact","op":"insert","columns":[],"same":{"store_code":"S001","member_id":"01a1f","kind":"","card_id":"01a1f","occasion_on":"2026-1","outcome":"reached","remark":"","business_date":"2026-1","created_by":"1001","created_at":17950}}
{"entity":"member","op":"update","columns":[],"same":{"name":"","phone":"1","tier_code":"","merged_into":"01a1f"}}
{"entity":"member_card","op":"update","columns":[],"same":{"status":"lost"}}
,"action":"access.sign_in"}}
,"action":"members.update","subject_entity":"member","subject_id":"01a1f","detail":{"fields":"name"},"hash":"
{"v":2,"schema":2,"incarnation":"01a1f","restored_from":null,"first_seq":1,"previous_hlc":11763,"count":5}
{"entity":"member","op":"insert","columns":[],"same":{"store_code":"S001","name":"","phone":"13800000000","gender":"female","birthday":"1990-01-01","birthday_calendar":"solar","tier_code":"basic","home_clerk":"1001","heard_from":"friend","status":"active","joined_on":"2026-11-21","created_by":"1001","created_at":17950}}
[0,1795,1,"
{"entity":"member_card","op":"insert","columns":[],"same":{"store_code":"S001","member_id":"01a1f","number":"S00101","status":"active","issued_on":"2026-11-21","expires_on":"2027-11-21","created_by":"1001","created_at":17950}}
[1,0,0,"
{"entity":"consent","op":"insert","columns":["purpose","decision"],"same":{"store_code":"S001","member_id":"01a1f","purpose":"membership","decision":"given","text_version":"2026-01","channel":"counter","created_by":"1001","created_at":17950}}
[2,0,0,"","membership","given"]
[2,0,0,"","marketing","given"]
{"entity":"audit_event","op":"insert","columns":[],"same":{"store_code":"S001","terminal_code":"T01","incarnation":"01a1f","chain_seq":1,"created_at":17950,"business_date":"2026-11-21","staff_number":"1001","staff_role":"clerk","action":"members.register","subject_entity":"member","subject_id":"01a1f","hash":"
[3,0,0,"
)~";
// clang-format on

}  // namespace

std::string_view push_dictionary() {
    return k_push_dictionary;
}

}  // namespace qiantai::sync
